//! Which columns of a table are read.

/// The columns of a table, where their names are not the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What holds the article.
    pub text: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was captured or published.
    pub date: Option<String>,
    /// Its identifier.
    pub id: Option<String>,
    /// Its language.
    pub lang: Option<String>,
}

impl Columns {
    /// Takes one `what=NAME`, where `what` is `text`, `url`, `date`, `id` or `lang`.
    ///
    /// # Errors
    ///
    /// What may be written, where this may not.
    pub fn set(&mut self, pair: &str) -> Result<(), String> {
        let usage = || format!("`{pair}` is none of text=NAME, url=NAME, date=NAME, id=NAME, lang=NAME");
        let (what, name) = pair.split_once('=').filter(|(_, name)| !name.is_empty()).ok_or_else(usage)?;
        let place = match what.trim() {
            "text" => &mut self.text,
            "url" => &mut self.url,
            "date" => &mut self.date,
            "id" => &mut self.id,
            "lang" => &mut self.lang,
            _ => return Err(usage()),
        };
        *place = Some(name.trim().to_owned());
        Ok(())
    }
}
