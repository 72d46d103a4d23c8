//! Bilingual names of the shapes that companies have, all of them made up: forms of company and
//! brackets, branches, Latin words within Chinese, digits, middle dots, characters of Hong Kong.

use fastrand::Rng;

/// The longest Chinese name, in characters.
pub(crate) const LONGEST_ZH: usize = 62;
/// The longest English name, in characters.
pub(crate) const LONGEST_EN: usize = 96;

const PLACES: &[(&str, &str)] = &[
    ("香港", "Hong Kong"),
    ("九龍", "Kowloon"),
    ("新界", "New Territories"),
    ("銅鑼灣", "Causeway Bay"),
    ("將軍澳", "Tseung Kwan O"),
    ("尖沙咀東", "Tsim Sha Tsui East"),
    ("屯門", "Tuen Mun"),
    ("鰂魚涌", "Quarry Bay"),
    ("深水埗", "Sham Shui Po"),
    ("大嶼山東涌", "Tung Chung, Lantau"),
];

const BRANDS: &[(&str, &str)] = &[
    ("恒澄", "Hang Ching"),
    ("瑞𨋢", "Sui Lip"),
    ("嘅啲", "Ge Di"),
    ("百羚", "Antelope"),
    ("龍翹", "Lung Kiu"),
    ("Maison·Étoile", "Maison Étoile"),
    ("樂・滙", "Lok+Wui"),
    ("24小時快靈", "24Hours Express"),
    ("7-Sparrow", "7-Sparrow"),
    ("A&W拓邦", "A&W Tuppon"),
    ("Sonnenblumenfeldgärtnerei", "Sonnenblumenfeldgärtnerei"),
    ("J.P. O’Hara", "J.P. O’Hara"),
    ("Jean-Baptiste", "Jean-Baptiste"),
    ("麗晶Crystal", "Crystal"),
    ("C·X·R", "C·X·R"),
    ("啱嘥", "Ngaam Saai"),
];

const TRADES: &[(&str, &str)] = &[
    ("電訊", "Telecommunications"),
    ("珠寶鐘錶", "Jewellery & Watch"),
    ("電器", "Electrical Appliances"),
    ("超級市場", "Supermarkets"),
    ("保險", "Insurance"),
    ("銀行", "Banking Corporation"),
    ("美容及個人護理用品", "Beauty and Personal Care Products"),
    ("連鎖藥房", "Pharmacy Chain"),
    ("環球物流", "Global Logistics"),
    ("e-Commerce平台", "E-Commerce"),
    ("眼鏡88", "Optical 88"),
    ("國際", "International"),
    ("客戶服務熱線", "Customer Service Hotline"),
    ("、傢俬及家居", "Furniture, Home"),
];

const FORMS: &[(&str, &str)] = &[
    ("有限公司", "Limited"),
    ("有限公司", "Company Limited"),
    ("（香港）有限公司", "(Hong Kong) Limited"),
    ("集團", "Group"),
    ("集團控股有限公司", "Group Holdings Ltd."),
    ("股份有限公司", "& Co., Ltd."),
    ("（亞太區）控股", "(Asia-Pacific) Holdings"),
    ("", "& Sons"),
    ("", ""),
];

const BRANCHES: &[(&str, &str)] = &[
    ("分店", "Branch"),
    ("旗艦店", "Flagship Store"),
    ("第3分店", "Branch No. 3"),
    ("（1881廣場）", "(1881 Plaza)"),
    ("網上商店", "Online Store"),
    ("「智」生活館", "“Smart” Living Hall"),
];

/// So many names, Chinese and English, the same for the same seed.
pub(crate) fn names(count: usize, seed: u64) -> Vec<(String, String)> {
    let mut rng = Rng::with_seed(seed);
    (0..count).map(|_| name(&mut rng)).collect()
}

fn name(rng: &mut Rng) -> (String, String) {
    let mut name = (String::new(), String::new());
    if rng.u8(..4) == 0 {
        add(&mut name, pick(rng, PLACES));
    }
    add(&mut name, pick(rng, BRANDS));
    // Most names are short; one in five goes on and on.
    let trades = if rng.u8(..5) == 0 { rng.usize(3..9) } else { rng.usize(0..3) };
    for _ in 0..trades {
        let more = if rng.u8(..4) == 0 { BRANDS } else { TRADES };
        add(&mut name, pick(rng, more));
    }
    add(&mut name, pick(rng, FORMS));
    if rng.u8(..4) == 0 {
        add(&mut name, pick(rng, PLACES));
        add(&mut name, pick(rng, BRANCHES));
    }
    // One character names nobody.
    if name.0.chars().count() < 2 { (format!("{}社", name.0), name.1) } else { name }
}

fn pick(rng: &mut Rng, from: &[(&'static str, &'static str)]) -> (&'static str, &'static str) {
    from[rng.usize(..from.len())]
}

/// Adds a part where there is still room for it.
fn add((zh, en): &mut (String, String), (part_zh, part_en): (&str, &str)) {
    // Latin words have a space between them in Chinese too.
    let apart = zh.ends_with(is_latin) && part_zh.starts_with(is_latin);
    let space = if apart { " " } else { "" };
    if zh.chars().count() + space.len() + part_zh.chars().count() <= LONGEST_ZH {
        zh.push_str(space);
        zh.push_str(part_zh);
    }
    let space = if en.is_empty() || part_en.is_empty() { "" } else { " " };
    if en.chars().count() + space.len() + part_en.chars().count() <= LONGEST_EN {
        en.push_str(space);
        en.push_str(part_en);
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}
