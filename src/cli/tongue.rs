//! Which language is spoken to the user.

use terang::report::words::Tongue;

/// Where a system keeps the language of its user. The first that is set decides, as in POSIX.
const VARIABLES: [&str; 4] = ["TERANG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

/// A language that terang speaks, typed as `id` or `id-ID`.
pub(crate) fn parse(word: &str) -> Result<Tongue, String> {
    Tongue::from_tag(word).ok_or_else(|| "terang speaks id and en".to_owned())
}

/// What was typed, else what the system says, else English.
pub(crate) fn choose(typed: Option<Tongue>) -> Tongue {
    typed.unwrap_or_else(|| of_system(|name| std::env::var(name).ok()))
}

fn of_system(variable: impl Fn(&str) -> Option<String>) -> Tongue {
    let set = VARIABLES.into_iter().filter_map(variable).find(|value| !value.is_empty());
    set.and_then(|value| Tongue::from_tag(&value)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |set: &[(&str, &str)]| {
            of_system(|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        };
        assert_eq!(of(&[]), Tongue::En);
        assert_eq!(of(&[("LANG", "id_ID.UTF-8")]), Tongue::Id);
        assert_eq!(of(&[("LANG", "id_ID.UTF-8"), ("LC_ALL", "")]), Tongue::Id);
        assert_eq!(of(&[("LANG", "id_ID.UTF-8"), ("LC_MESSAGES", "C")]), Tongue::En);
        assert_eq!(of(&[("LC_ALL", "en_GB.UTF-8"), ("TERANG_LANG", "id")]), Tongue::Id);
    }
}
