//! The language of a text: enough to tell English from what is not.

use whatlang::{Lang, Script};

use crate::document::{BlockKind, Document};

/// Bytes of letters below which nothing is said: names alone can look like any language.
const FEWEST_LETTERS: usize = 60;

/// Words below which a single English one decides.
const FEWEST_WORDS: usize = 40;

/// Letters of the text that are looked at.
const SAMPLE: usize = 4_000;

/// Words after which a clear share of English ones decides.
const ENOUGH_WORDS: usize = 60;

/// Whether a word is one that every stretch of English prose is full of and few other languages have.
fn is_common(word: &str) -> bool {
    let mut small = [0; 7];
    let Some(small) = small.get_mut(..word.len()) else {
        return false;
    };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    matches!(
        &*small,
        b"the"
            | b"of"
            | b"and"
            | b"to"
            | b"in"
            | b"for"
            | b"with"
            | b"that"
            | b"from"
            | b"by"
            | b"was"
            | b"is"
            | b"has"
            | b"had"
            | b"have"
            | b"were"
            | b"be"
            | b"been"
            | b"which"
            | b"on"
            | b"at"
            | b"its"
            | b"his"
            | b"will"
            | b"said"
            | b"after"
            | b"as"
            | b"an"
            | b"during"
            | b"between"
            | b"out"
            | b"over"
            | b"against"
            | b"into"
            | b"about"
            | b"their"
            | b"they"
            | b"who"
            | b"are"
            | b"not"
            | b"than"
            | b"near"
            | b"through"
            | b"this"
    )
}

/// The language of a document's paragraphs as an ISO 639 code, or `None` where there is too little text.
///
/// A text of which one word in six is a common English one is English. For the rest the trigrams and scripts
/// of whatlang decide where they are sure; an unsure answer is English, so that no report is lost by a guess.
pub(crate) fn language(document: &Document) -> Option<&'static str> {
    let mut sample = String::new();
    let prose = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    for block in prose {
        if sample.len() >= SAMPLE {
            break;
        }
        let text = document.block_text(block);
        let end = text
            .char_indices()
            .nth(SAMPLE)
            .map_or(text.len(), |(at, _)| at);
        sample.push_str(&text[..end]);
        sample.push('\n');
    }
    of(&sample)
}

fn of(sample: &str) -> Option<&'static str> {
    let (mut letters, mut words, mut english) = (0_usize, 0_usize, 0_usize);
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        letters += word.len();
        words += 1;
        english += usize::from(is_common(word));
        if words >= ENOUGH_WORDS && english * 6 >= words {
            return Some("en");
        }
    }
    if letters < FEWEST_LETTERS {
        return None;
    }
    if english * 6 >= words {
        return Some("en");
    }
    let info = whatlang::detect(sample)?;
    // Latin text with a fair share of English words is English with many names in it; of a single
    // sentence one word is enough.
    let few = english == 0 || words >= FEWEST_WORDS && english * 10 < words;
    let sure = info.script() != Script::Latin || info.is_reliable() && few;
    if info.lang() == Lang::Eng || !sure {
        return Some("en");
    }
    Some(short(info.lang()))
}

/// The two-letter code of ISO 639-1 where there is one, as in `<html lang>`.
fn short(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Cat => "ca",
        Lang::Afr => "af",
        other => other.code(),
    }
}

/// Whether a language is the one that is coded.
pub(crate) fn is_english(language: Option<&str>) -> bool {
    language.is_none_or(|code| code == "en")
}

#[cfg(test)]
mod tests {
    use super::of;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(of(text), expected, "{text}");
    }

    #[test]
    fn languages_are_recognised_from_a_few_sentences() {
        check(
            "Latvia asked two envoys of Belarus to leave within a week, the ministry in Riga said on Monday.",
            Some("en"),
        );
        check(
            "Lettland forderte zwei Gesandte aus Belarus auf, das Land binnen einer Woche zu verlassen, und schloss \
             das Konsulat, wie das Ministerium am Montag mitteilte.",
            Some("de"),
        );
        check(
            "La Lettonie a demandé à deux diplomates biélorusses de quitter le pays dans la semaine, a annoncé lundi \
             le ministère des affaires étrangères.",
            Some("fr"),
        );
        check(
            "Латвия потребовала от двух дипломатов Белоруссии покинуть страну в течение недели, сообщило министерство.",
            Some("ru"),
        );
        check(
            "拉脱维亚外交部周一表示,要求两名白俄罗斯外交官在一周内离境,并关闭其在里加的领事馆。拉脱维亚外交部表示将继续采取措施,直到谈判结束为止,并召回驻明斯克大使。",
            Some("zh"),
        );
    }

    #[test]
    fn names_and_short_lines_are_not_taken_for_another_language() {
        check("Riga, Minsk, Vilnius", None);
        check(
            "Aleksandr Ivanovich Lukashenko, Sergei Lavrov, Edgars Rinkēvičs and Gabrielius Landsbergis met in Vilnius.",
            Some("en"),
        );
    }
}
