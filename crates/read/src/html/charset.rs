//! The encoding that a page declares in its first bytes.

use encoding_rs::Encoding;

/// Bytes in which a declaration counts: browsers look at 1,024, some pages put it later.
const REACH: usize = 8 * 1024;

/// The encoding named by `<meta charset>`, `<meta http-equiv>` or the XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(REACH)].to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) =
        find(&head[from..], b"charset").or_else(|| find(&head[from..], b"encoding"))
    {
        from += at + 7;
        let rest = head[from..].trim_ascii_start();
        let rest = rest
            .strip_prefix(b"=")
            .or_else(|| rest.strip_prefix(b"g="))
            .unwrap_or(b"");
        let rest = rest.trim_ascii_start();
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let end = rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)));
        if let Some(encoding) = Encoding::for_label(&rest[..end.unwrap_or(rest.len())]) {
            return Some(encoding);
        }
    }
    None
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn declarations_are_found_in_every_form() {
        for (page, name) in [
            ("<meta charset=\"windows-1251\">", "windows-1251"),
            (
                "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=koi8-r'>",
                "KOI8-R",
            ),
            (
                "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>",
                "ISO-8859-2",
            ),
            ("<meta charset = utf-8>", "UTF-8"),
            ("<script charset=\"x\"></script><meta charset=gbk>", "GBK"),
        ] {
            assert_eq!(
                declared(page.as_bytes()).map(|e| e.name()),
                Some(name),
                "{page}"
            );
        }
        assert_eq!(declared(b"<p>no charset here"), None);
    }
}
