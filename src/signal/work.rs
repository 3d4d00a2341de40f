//! What kind of work a property speaks of: schema.org types, and the property that a nested work hangs on.

use super::model::Signal;
use crate::vocabulary::{Modality, Scope};

/// Properties whose value is another work, or a list of other works.
pub(super) const OTHER_WORKS: &[&str] = &[
    "citation",
    "mentions",
    "about",
    "isBasedOn",
    "isBasedOnUrl",
    "itemListElement",
    "relatedLink",
    "significantLink",
    "subjectOf",
    "translationOfWork",
    "exampleOfWork",
    "review",
    "reviews",
    "comment",
    "itemReviewed",
    "sameAs",
];

/// The kind of the work that is described.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// Not known; a page's own marks say nothing of it.
    #[default]
    Unknown,
    Article,
    Section,
    Headline,
    Summary,
    Image,
    Audio,
    Video,
    Data,
    Site,
}

/// The work that the walk is inside of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Work {
    kind: Kind,
}

impl Work {
    /// The same place after its own types have been seen; the first that says something counts.
    pub(super) fn of_types<'a>(self, types: impl Iterator<Item = &'a str>) -> Self {
        let mut named = false;
        for name in types {
            named = true;
            if let Some(kind) = kind_of_type(name) {
                // A part of an article stays a part although it is an article by type.
                let kind =
                    if kind == Kind::Article && self.kind == Kind::Section { Kind::Section } else { kind };
                return Self { kind };
            }
        }
        // A person or a place inside an article is no article.
        if named && !matches!(self.kind, Kind::Image | Kind::Audio | Kind::Video) {
            return Self::default();
        }
        self
    }

    /// What hangs on `property` of this work, as far as the property alone says.
    pub(super) fn under(self, property: &str) -> Self {
        let kind = match property {
            "@graph" | "@list" | "@set" | "@reverse" => self.kind,
            "image" | "thumbnail" | "primaryImageOfPage" | "photo" | "logo" => Kind::Image,
            "video" | "trailer" => Kind::Video,
            "audio" => Kind::Audio,
            "hasPart" => Kind::Section,
            "headline" => Kind::Headline,
            "abstract" => Kind::Summary,
            _ => Kind::Unknown,
        };
        Self { kind }
    }

    /// A work by ninjs' `type`.
    pub(super) fn of_ninjs(kind: &str) -> Self {
        let kind = match kind {
            "text" | "composite" => Kind::Article,
            "picture" | "image" | "graphic" => Kind::Image,
            "audio" => Kind::Audio,
            "video" => Kind::Video,
            _ => Kind::Unknown,
        };
        Self { kind }
    }

    /// A work whose type nobody gave, on the page itself.
    pub(super) const fn article() -> Self {
        Self { kind: Kind::Article }
    }

    /// Whether it is a picture, a sound or a video.
    pub(super) const fn is_media(self) -> bool {
        matches!(self.kind, Kind::Image | Kind::Audio | Kind::Video)
    }

    /// Writes modality and scope.
    pub(super) fn apply(self, signal: &mut Signal) {
        (signal.modality, signal.scope) = match self.kind {
            Kind::Unknown => (None, None),
            Kind::Article => (Some(Modality::Text), Some(Scope::Article)),
            Kind::Section => (Some(Modality::Text), Some(Scope::Section)),
            Kind::Headline => (Some(Modality::Headline), Some(Scope::Section)),
            Kind::Summary => (Some(Modality::Summary), Some(Scope::Section)),
            Kind::Image => (Some(Modality::Image), Some(Scope::Image)),
            Kind::Audio => (Some(Modality::Audio), Some(Scope::Audio)),
            Kind::Video => (Some(Modality::Video), Some(Scope::Video)),
            Kind::Data => (Some(Modality::Data), None),
            Kind::Site => (None, Some(Scope::Site)),
        };
    }
}

fn kind_of_type(name: &str) -> Option<Kind> {
    Some(match name {
        "ImageObject"
        | "ImageObjectSnapshot"
        | "Photograph"
        | "Painting"
        | "Drawing"
        | "VisualArtwork"
        | "CoverArt"
        | "ComicCoverArt"
        | "Barcode" => Kind::Image,
        "AudioObject"
        | "AudioObjectSnapshot"
        | "PodcastEpisode"
        | "RadioEpisode"
        | "Audiobook"
        | "MusicRecording" => Kind::Audio,
        "VideoObject" | "VideoObjectSnapshot" | "Clip" | "VideoClip" | "Movie" | "TVEpisode" => Kind::Video,
        "Dataset" | "DataDownload" | "DataFeed" | "Table" => Kind::Data,
        "WebSite" | "Organization" | "NewsMediaOrganization" => Kind::Site,
        "WebPageElement" | "TextObject" | "TextDigitalDocument" | "WPSideBar" | "Quotation" => Kind::Section,
        "BlogPosting"
        | "LiveBlogPosting"
        | "SocialMediaPosting"
        | "DiscussionForumPosting"
        | "Report"
        | "CreativeWork"
        | "Chapter"
        | "Recipe"
        | "HowTo"
        | "Review"
        | "CriticReview" => Kind::Article,
        _ if name.ends_with("Article") || name.ends_with("Page") => Kind::Article,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(types: &[&str], property: &str) -> Kind {
        Work::article().under(property).of_types(types.iter().copied()).kind
    }

    #[test]
    fn the_type_says_more_than_the_property() {
        assert_eq!(kind(&["VideoObject"], "image"), Kind::Video);
        assert_eq!(kind(&[], "image"), Kind::Image);
        assert_eq!(kind(&["MediaObject"], "video"), Kind::Video);
        assert_eq!(kind(&["Thing", "ReportageNewsArticle"], "mainEntity"), Kind::Article);
    }

    #[test]
    fn parts_and_strangers() {
        assert_eq!(kind(&["NewsArticle"], "hasPart"), Kind::Section);
        assert_eq!(kind(&["Person"], "author"), Kind::Unknown);
        assert_eq!(kind(&["WebPage"], "@graph"), Kind::Article);
        assert_eq!(Work::of_ninjs("picture").kind, Kind::Image);
    }
}
