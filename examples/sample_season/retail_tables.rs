//! The smaller tables of the retail recognition, which follow from the plan alone.

use std::error::Error;
use std::path::Path;

use crate::award_cast::rng;
use crate::names::slug;
use crate::output::{Table, id};
use crate::retail_plan::{Brand, Company, sector};

/// The columns of entries.csv.
const ENTRIES: [&str; 11] = [
    "entry",
    "participant",
    "stream",
    "mode",
    "sector",
    "size",
    "group",
    "category",
    "name_zh",
    "name_en",
    "status",
];

/// The companies.
pub(crate) fn write_participants(year: &Path, companies: &[Company]) -> Result<(), Box<dyn Error>> {
    let mut table = Table::create(
        year,
        "participants.csv",
        &["participant", "name_zh", "name_en", "member", "email"],
    )?;
    for (index, company) in companies.iter().enumerate() {
        let email = format!("recognition@{}.example", slug(&company.name.en));
        let member = if company.member { "yes" } else { "no" };
        let key = id('p', index, companies.len());
        table.row(&[&key, &company.name.zh, &company.name.en, member, &email])?;
    }
    table.finish()
}

/// Their brands, under names of their own where a company has two.
pub(crate) fn write_entries(
    year: &Path,
    brands: &[Brand],
    companies: &[Company],
) -> Result<(), Box<dyn Error>> {
    let mut table = Table::create(year, "entries.csv", &ENTRIES)?;
    for (index, brand) in brands.iter().enumerate() {
        let (key, company) =
            (id('b', index, brands.len()), id('p', brand.company, companies.len()));
        let own_name = brand.name != companies[brand.company].name;
        let (zh, en) =
            if own_name { (brand.name.zh.as_str(), brand.name.en.as_str()) } else { ("", "") };
        let (sector, outlets) = (sector(brand.category), brand.outlets.to_string());
        table.row(&[
            &key,
            &company,
            "o2o",
            "o2o",
            sector,
            &outlets,
            brand.group,
            brand.category,
            zh,
            en,
            "active",
        ])?;
    }
    table.finish()
}

/// Last season's overalls of the brands whose certificates carry over.
pub(crate) fn write_history(
    home: &Path,
    brands: &[Brand],
    seed: u64,
) -> Result<(), Box<dyn Error>> {
    let mut table = Table::create(
        home,
        "history.csv",
        &["season", "entry", "stream", "group", "overall", "tier"],
    )?;
    for (index, brand) in
        brands.iter().enumerate().filter(|(_, brand)| brand.recognised_before.is_some())
    {
        let tenths = rng(seed ^ 0x2025, index).u32(802..905);
        let overall = format!("{}.{}", tenths / 10, tenths % 10);
        table.row(&[
            "2025",
            &id('b', index, brands.len()),
            "o2o",
            group(brand),
            &overall,
            "certified",
        ])?;
    }
    table.finish()
}

/// The group as given, or the band of the outlets.
fn group(brand: &Brand) -> &'static str {
    match (brand.group, brand.outlets) {
        ("", ..20) => "S",
        ("", ..61) => "M",
        ("", ..101) => "L",
        ("", _) => "XL",
        (given, _) => given,
    }
}
