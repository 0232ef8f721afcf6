//! The outlines of countries, read once out of `data/serve/world.tsv`.

use std::sync::LazyLock;

/// One country or territory, or an area that is drawn for none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Area {
    /// ISO 3166 code of three letters as in the lexicon; empty for disputed areas.
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Whether it is drawn as a dot even without a value: a sovereign state.
    pub(super) sovereign: bool,
    /// Centre, in tenths of a pixel.
    pub(super) centre: (i32, i32),
    /// Outline as path data in tenths of a pixel; empty for states too small for it.
    pub(super) outline: &'static str,
}

const TABLE: &str = include_str!("../../../../../data/serve/world.tsv");

/// Width and height of the whole map, in tenths of a pixel.
pub(super) const SIZE: (f64, f64) = (9600.0, 4150.0);

/// All areas in order of code. Lines that are not whole are left out; a test holds that there are none.
pub(super) static AREAS: LazyLock<Vec<Area>> = LazyLock::new(|| rows().filter_map(area).collect());

fn rows() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).skip(1)
}

fn area(line: &'static str) -> Option<Area> {
    let mut fields = line.split('\t');
    let (code, name, kind) = (fields.next()?, fields.next()?, fields.next()?);
    let mut number = || fields.next().map(|text| text.parse().unwrap_or_default());
    let centre = (number()?, number()?);
    Some(Area {
        code,
        name,
        sovereign: kind == "sovereign",
        centre,
        outline: fields.next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_area_within_the_map() {
        assert_eq!(AREAS.len(), rows().count());
        for area in AREAS.iter().filter(|area| !area.code.is_empty()) {
            let (x, y) = (f64::from(area.centre.0), f64::from(area.centre.1));
            assert!(x > 0.0 && x < SIZE.0 && y >= 0.0 && y < SIZE.1, "{area:?}");
            assert!(area.code.len() == 3 && !area.name.is_empty(), "{area:?}");
        }
        assert!(
            AREAS
                .windows(2)
                .all(|two| two[1].code.is_empty() || two[0].code < two[1].code)
        );
        let safe = |c: char| c.is_ascii_digit() || matches!(c, 'M' | 'l' | 'z' | '-' | ' ');
        assert!(AREAS.iter().all(|area| area.outline.chars().all(safe)));
    }

    #[test]
    fn disputed_areas_belong_to_no_state() {
        let none: Vec<&str> = AREAS
            .iter()
            .filter(|area| area.code.is_empty())
            .map(|area| area.name)
            .collect();
        assert_eq!(none, ["Crimea", "N. Cyprus", "Somaliland"]);
    }

    #[test]
    fn outlines_stand_where_their_countries_are() {
        let start = |code: &str| -> (f64, f64) {
            let area = AREAS
                .iter()
                .find(|area| area.code == code)
                .expect("a known code");
            let numbers = area.outline[1..]
                .split(['l', 'z'])
                .next()
                .expect("a first point");
            let (x, y) = numbers.split_once(' ').expect("two numbers");
            (x.parse().expect("a number"), y.parse().expect("a number"))
        };
        let (chile, japan) = (start("CHL"), start("JPN"));
        assert!(
            chile.0 < SIZE.0 / 2.0 && chile.1 > SIZE.1 / 2.0,
            "{chile:?}"
        );
        assert!(
            japan.0 > SIZE.0 * 0.75 && japan.1 < SIZE.1 / 2.0,
            "{japan:?}"
        );
    }
}
