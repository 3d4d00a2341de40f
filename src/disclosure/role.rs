//! The roles that a word can play in a disclosure.

/// A set of roles, one bit each.
pub(super) type RoleSet = u128;

/// Every role that a rule file may use, with what it is for. A file may add roles of its own under `x.`.
pub const ROLES: &[(&str, &str)] = &[
    ("ai", "words for AI: AI, kecerdasan buatan, a language model"),
    ("machine", "machines that write without the word AI: robot, machine translation, synthetic voice"),
    ("auto", "automatically"),
    ("tool", "products and models by name"),
    ("help", "helping words: with the help of, dengan bantuan"),
    ("agent", "by, oleh, von, durch"),
    ("instrument", "using, with, menggunakan"),
    ("act.make", "generated, created, produced, made"),
    ("act.write", "written, drafted, authored"),
    ("act.edit", "edited, improved, polished, checked, researched"),
    ("act.translate", "translated"),
    ("act.summarize", "summarized"),
    ("act.narrate", "narrated, read aloud, voiced"),
    ("act.illustrate", "illustrated, drawn"),
    ("act.use", "used, uses, relied on"),
    ("compound.generated", "one word for AI and act: AI-generated"),
    ("compound.assisted", "AI-assisted, KI-gestützt"),
    ("compound.translated", "machine-translated, AI translation"),
    ("compound.summarized", "AI summary"),
    ("compound.automated", "auto-generated from data, robot-written"),
    ("compound.image", "AI illustration, AI picture"),
    ("compound.audio", "AI voice"),
    ("compound.video", "AI video"),
    ("self.article", "this article, artikel ini"),
    ("self.section", "parts of this article, the above, this answer"),
    ("self.summary", "this summary"),
    ("self.translation", "this translation"),
    ("self.headline", "this headline"),
    ("self.image", "this image, this photo"),
    ("self.audio", "this audio, this recording"),
    ("self.video", "this video"),
    ("self.data", "this table, this chart"),
    ("self.site", "our content, all articles on this site, we"),
    ("noun.article", "article, text, story, without this"),
    ("noun.section", "parts, passages"),
    ("noun.summary", "summary, key points"),
    ("noun.translation", "translation"),
    ("noun.headline", "headline, title"),
    ("noun.image", "image, photo, illustration"),
    ("noun.audio", "audio, voice, narration"),
    ("noun.video", "video, clip"),
    ("noun.data", "table, chart, forecast"),
    ("by", "byline words: author, by, text:"),
    ("data", "from data, based on figures of"),
    ("marker", "note, disclaimer, transparency notice"),
    ("check", "verbs of review: reviewed, edited, fact-checked"),
    ("human", "who reviews: an editor, our newsroom, a human"),
    ("not", "not, not yet, before a verb of review"),
    ("reviewed", "whole phrases that say a person reviewed it"),
    ("unreviewed", "whole phrases that say nobody reviewed it"),
    ("deny", "no, without, not, before the AI word or act"),
    ("veto.report", "somebody said so: police said, according to"),
    ("veto.source", "according to, where it opens a sentence or a clause"),
    ("veto.oblige", "must, should, may, are required to"),
    ("veto.teaser", "read also, related"),
    ("veto.ad", "try now, your CV, sign up"),
    ("veto.condition", "if, whether, when"),
    ("veto.quote", "the phrase, the words, never write: the sentence is about a wording"),
    ("veto.other", "anything else that shows the sentence is about something else"),
    ("this", "this, these: words that point at the page itself"),
    ("owner.of", "of the: what follows says whose the noun before it is"),
    ("owner.before", "endings of a word that says whose the noun behind it is"),
    ("onward", "words with which a label may go on: for, from, and, may"),
    ("residue", "internal: parts of residue phrases"),
];

/// The bit of a role, by its whole name; `x.` roles are numbered by `own` from 64 on.
pub(super) fn bit(name: &str, own: &mut Vec<String>) -> Option<u8> {
    if let Some(at) = ROLES.iter().position(|(n, _)| *n == name) {
        return u8::try_from(at).ok();
    }
    if name.strip_prefix("x.").is_none_or(str::is_empty) {
        return None;
    }
    let at = own.iter().position(|n| n == name).unwrap_or_else(|| {
        own.push(name.to_owned());
        own.len() - 1
    });
    u8::try_from(64 + at).ok().filter(|b| *b < 128)
}

/// All roles that `name` means: itself, or, for a family such as `act`, every role below it.
pub(super) fn mask(name: &str, own: &mut Vec<String>) -> Option<RoleSet> {
    if let Some(bit) = bit(name, own) {
        return Some(1 << bit);
    }
    let family = ROLES
        .iter()
        .enumerate()
        .filter(|(_, (n, _))| n.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
        .fold(0, |set, (at, _)| set | 1 << at);
    (family != 0).then_some(family)
}

/// The name of a role's bit, for people.
pub(super) fn name(bit: u8) -> &'static str {
    ROLES.get(usize::from(bit)).map_or("x", |(n, _)| n)
}

/// The set of one built-in role or family; empty where there is none. Evaluated at compile time.
pub(super) const fn set(name: &str) -> RoleSet {
    let mut out: RoleSet = 0;
    let mut at = 0;
    while at < ROLES.len() {
        if names(name.as_bytes(), ROLES[at].0.as_bytes()) {
            out |= 1 << at;
        }
        at += 1;
    }
    out
}

/// Whether `name` is `role` itself or the family that it belongs to.
const fn names(name: &[u8], role: &[u8]) -> bool {
    if name.len() > role.len() || (name.len() < role.len() && role[name.len()] != b'.') {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if name[at] != role[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Roles one of which every rule needs: without such a word no sentence is looked at.
pub(super) const ANCHORS: RoleSet = set("ai") | set("machine") | set("auto") | set("tool") | set("compound");

/// Roles that speak of this very document.
pub(super) const SELF: RoleSet = set("self");

/// Parts of residue phrases.
pub(super) const RESIDUE: RoleSet = set("residue");

/// Anchors and parts of residue phrases: what makes a sentence worth reading.
pub(super) const READ: RoleSet = ANCHORS | RESIDUE;
