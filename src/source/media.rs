//! What a name and the first bytes say.

use std::path::Path;

use crate::item::Media;

/// The media type that a file name promises, `.gz` taken off; `None` where it promises none.
pub(super) fn media(name: &str) -> Option<Media> {
    let stem = unpacked(name);
    let extension = Path::new(stem).extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" | "xhtml" | "xht" | "shtml" => Some(Media::Html),
        "md" | "markdown" | "mdx" | "mkd" => Some(Media::Markdown),
        "txt" | "text" => Some(Media::Plain),
        _ => None,
    }
}

/// The media type that a file name promises; `None` where it promises none.
#[must_use]
pub fn media_of(name: &str) -> Option<Media> {
    media(name)
}

/// Whether a file found in a folder is taken for an article: HTML, Markdown or text by its name.
#[must_use]
pub fn is_article(name: &str) -> bool {
    media(name).is_some()
}

/// Whether a file found in a folder is read where folders are read whole: an article, a stream of records or an archive.
#[must_use]
pub fn is_read(name: &str) -> bool {
    is_article(name) || is_records(name) || is_archive(name)
}

/// Whether the name says that it is a stream of records.
pub(super) fn is_records(name: &str) -> bool {
    let stem = unpacked(name).to_ascii_lowercase();
    stem.ends_with(".jsonl") || stem.ends_with(".ndjson")
}

/// Whether the name says that it is an archive of a kind that this build reads.
pub(super) fn is_archive(name: &str) -> bool {
    #[cfg(feature = "archive")]
    if super::archive::recognise(name).is_some() {
        return true;
    }
    #[cfg(feature = "parquet")]
    if super::table::recognise(name) {
        return true;
    }
    let _ = name;
    false
}

/// Whether the name says that it is packed.
pub(super) fn is_gz(name: &str) -> bool {
    without_gz(name).len() < name.len()
}

fn without_gz(name: &str) -> &str {
    without(name, ".gz")
}

/// The name without the ending of a packing, if it has one.
fn unpacked(name: &str) -> &str {
    let stem = without_gz(name);
    if cfg!(feature = "archive") && stem.len() == name.len() { without(name, ".zst") } else { stem }
}

fn without<'a>(name: &'a str, ending: &str) -> &'a str {
    match name.len().checked_sub(ending.len()).and_then(|at| name.split_at_checked(at)) {
        Some((stem, end)) if end.eq_ignore_ascii_case(ending) => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_decides_in_any_case_and_through_gz() {
        assert_eq!(media("a/b/News.HTML.GZ"), Some(Media::Html));
        assert_eq!(media("post.mdx"), Some(Media::Markdown));
        assert_eq!(media("robots.txt"), Some(Media::Plain));
        assert_eq!(media("data.json"), None);
        assert_eq!(media(".gz"), None);
        assert!(is_records("x.jsonl.gz") && is_records("x.NDJSON") && !is_records("x.json"));
        assert!(is_gz("x.gz") && !is_gz("gz") && !is_gz("ö"));
    }
}
