//! A designer's PDF for the printing house: what would add a plate, or leave its inks.

use crate::PROGRAMME;
use crate::common::Season;

/// A page of 100 × 100 points: its resources, what it draws, and more objects from the fifth on.
fn pdf(resources: &str, drawn: &str, more: &[&str]) -> String {
    let mut file = format!(
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R\
         /Resources<<{resources}>>>>\nendobj\n\
         4 0 obj\n<</Length {}>>\nstream\n{drawn}\nendstream\nendobj\n",
        drawn.len()
    );
    for (number, object) in (5..).zip(more) {
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    file + "trailer\n<</Root 1 0 R/Size 9>>\n%%EOF\n"
}

/// What is said of a decal's ground, and what to do.
fn of_decal(file: &str) -> String {
    let season = Season::new().rule("[artwork]\ndecal = { background = \"ground.pdf\" }");
    season.write(GROUND, file).check().errors()
}

/// The same of a logo, which has no spot colour.
fn of_logo(file: &str) -> String {
    let accent = r##"accent = "#b8862b""##;
    let with = format!("{accent}, print_logo = \"ground.pdf\"");
    Season::new().replace(PROGRAMME, accent, &with).write(GROUND, file).check().errors()
}

const GROUND: &str = "demo/ground.pdf";
const BOTH: &str = "= help: save it in CMYK and the spot colour `CutContour` alone";

#[test]
fn inks_and_the_cut_line_are_no_fault() {
    let spaces = "/ColorSpace<</A[/Separation/CutContour/DeviceCMYK 5 0 R]/B/DeviceGray\
                  /C[/DeviceN[/Cyan/Black]/DeviceCMYK 5 0 R]/D[/ICCBased 6 0 R]>>";
    let tint = "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 1 0 0]>>";
    let profile = "<</N 4/Length 0>>\nstream\n\nendstream";
    let drawn = "0 g 0 0 0 1 k 0 0 9 9 re f /A cs 1 scn BI /W 1 /H 1 /CS /G /BPC 8 ID x EI";
    assert_eq!(of_decal(&pdf(spaces, drawn, &[tint, profile])), "");
}

#[test]
fn colours_of_the_screen() {
    let form = |drawn: &str, more: &str| {
        let length = drawn.len();
        format!("<</Subtype/Form/BBox[0 0 9 9]{more}/Length {length}>>\nstream\n{drawn}\nendstream")
    };
    let image = "<</Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB\
                 /Length 3>>\nstream\nabc\nendstream";
    let profile = "<</N 3/Length 0>>\nstream\n\nendstream";
    let group = form("", "/Group<</S/Transparency/CS/DeviceRGB>>");
    let deep = form("/Y Do", "/Resources<</XObject<</Y 6 0 R>>>>");
    for (resources, drawn, more, what) in [
        ("", "1 0 0 rg 0 0 9 9 re f", vec![], "rg"),
        ("", "1 0 0 RG 0 0 9 9 re S", vec![], "RG"),
        ("", "/DeviceRGB cs", vec![], "DeviceRGB"),
        ("", "BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI", vec![], "RGB"),
        ("", "BI /W 1 /H 1 /CS [/I /RGB 0 <000000>] /BPC 8 ID a EI", vec![], "RGB"),
        ("/XObject<</X 5 0 R>>", "/X Do", vec![image.to_owned()], "DeviceRGB"),
        ("/XObject<</X 5 0 R>>", "/X Do", vec![form("1 0 0 rg", "")], "rg"),
        ("/XObject<</X 5 0 R>>", "/X Do", vec![deep, form("1 0 0 RG", "")], "RG"),
        ("/XObject<</X 5 0 R>>", "/X Do", vec![group], "DeviceRGB"),
        ("/ColorSpace<</X[/ICCBased 5 0 R]>>", "", vec![profile.to_owned()], "ICCBased"),
        ("/ColorSpace<</X[/Lab<</WhitePoint[1 1 1]>>]>>", "", vec![], "Lab"),
        ("/Shading<</X<</ShadingType 2/ColorSpace/DeviceRGB>>>>", "", vec![], "DeviceRGB"),
        (
            "/Pattern<</X<</PatternType 2/Shading<</ColorSpace/DeviceRGB>>>>>>",
            "",
            vec![],
            "DeviceRGB",
        ),
    ] {
        let more: Vec<_> = more.iter().map(String::as_str).collect();
        let expected = format!("error: `ground.pdf` has colours of the screen, `{what}` / {BOTH}");
        assert_eq!(of_decal(&pdf(resources, drawn, &more)), expected, "{resources} {drawn}");
    }
}

#[test]
fn colours_after_one_of_many_inks() {
    for inks in [10, 11, 24, 32] {
        let many = "0.1 ".repeat(inks) + "scn";
        let clean = format!("/A cs {many} 0 0 9 9 re f 0 0 0 1 k f");
        assert_eq!(of_decal(&pdf("", &clean, &[])), "", "{inks} inks");
        let strange = format!("/A cs {many} 0 0 9 9 re f 1 0 0 rg f");
        let expected = format!("error: `ground.pdf` has colours of the screen, `rg` / {BOTH}");
        assert_eq!(of_decal(&pdf("", &strange, &[])), expected, "{inks} inks");
    }
}

#[test]
fn a_drawing_that_ends_in_the_middle() {
    let expected = "error: `ground.pdf` holds a drawing that could not be read to its end / = help: \
                    save it again, best as PDF/X: its colours could not be looked at";
    assert_eq!(of_decal(&pdf("", "0 g 0 0 9 9 re f (a text without an end", &[])), expected);
}

#[test]
fn spot_colours_that_nobody_ordered() {
    let tint = "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 1 0 0]>>";
    let with =
        |space: &str| pdf(&format!("/ColorSpace<</A[{space}/DeviceCMYK 5 0 R]>>"), "", &[tint]);
    let nobody = |name: &str| {
        format!("error: `ground.pdf` has the spot colour `{name}`, which nobody ordered")
    };
    for (space, name) in
        [("/Separation/Cutcontour", "Cutcontour"), ("/DeviceN[/Cyan/Gold]", "Gold")]
    {
        assert_eq!(of_decal(&with(space)), format!("{} / {BOTH}", nobody(name)));
    }
    // What is not cut has no cut line.
    let expected = format!("{} / = help: save it in CMYK alone", nobody("CutContour"));
    assert_eq!(of_logo(&with("/Separation/CutContour")), expected);
    assert_eq!(of_logo(&with("/Separation/All")), "");
}

#[test]
fn files_that_are_no_ground() {
    let plain = pdf("", "", &[]);
    for (file, expected) in [
        (
            plain.replace("[3 0 R]/Count 1", "[3 0 R 3 0 R]/Count 2"),
            "has 2 pages, where one is wanted / = help: save the one page alone",
        ),
        (
            plain.replace("%PDF-1.7", "%PDF-2.0"),
            "is written as PDF 2.0 / = help: save it as PDF 1.7 or older, best as PDF/X",
        ),
        (
            "%PDF-1.7 and no more".to_owned(),
            "is not readable as PDF / = help: save it again as PDF, without a password",
        ),
    ] {
        assert_eq!(of_decal(&file), format!("error: `ground.pdf` {expected}"));
    }
}

#[test]
fn a_ground_of_another_shape_than_its_sheet() {
    let help = "= help: save it in the size of the sheet with its bleed";
    let wide = pdf("", "", &[]).replace("[0 0 100 100]", "[0 0 102 100]");
    let expected = format!(
        "error: `ground.pdf` is 36 × 35.3 mm, and the sheet with its bleed 126 × 126 mm: it would be \
         stretched / {help}"
    );
    assert_eq!(of_decal(&wide), expected);
    assert_eq!(of_decal(&wide.replace("102", "100.9")), "");
    // A logo has the shape it has.
    assert_eq!(of_logo(&wide), "");
    let drawn = |size: &str| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" {size}><path d=\"M0 0h9v9z\"/></svg>"
        );
        let season = Season::new().rule("[artwork]\ntrophy = { background = \"ground.svg\" }");
        season.write("demo/ground.svg", svg).check().errors()
    };
    assert_eq!(drawn("width=\"90mm\" height=\"140mm\""), "");
    let expected = format!(
        "error: `ground.svg` is 37 × 23.8 mm, and the sheet with its bleed 90 × 140 mm: it would be \
         stretched / {help}"
    );
    assert_eq!(drawn("width=\"140\" height=\"90\""), expected);
}
