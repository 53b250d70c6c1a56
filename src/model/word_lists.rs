//! Words that rules look for: those of the program, and those that a town adds in `content/terms.yaml`.

/// The word lists of a town, without those of the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordLists {
    /// Marks that no public text may bear (禁用标识).
    pub forbidden_marks: Vec<String>,
    /// Marks of internal papers (内部标识).
    pub internal_marks: Vec<String>,
    /// Words of business secrets (商业秘密词).
    pub trade_words: Vec<String>,
    /// Words of health (健康词).
    pub health_words: Vec<String>,
    /// Names of bodies and terms that are no more, with those of today (旧称).
    pub old_names: Vec<Renamed>,
    /// Laws that are no longer in force, with what took their place (废止法规).
    pub repealed: Vec<Renamed>,
    /// Set phrases and titles that a person is to compare with the original (须核对的提法).
    pub set_phrases: Vec<String>,
    /// Words written with a wrong character, with the right ones (错别字).
    pub slips: Vec<Renamed>,
    /// Words that people don't use, with plain ones (套话).
    pub jargon: Vec<Renamed>,
}

/// A name that is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// What it was.
    pub old: String,
    /// What it is today.
    pub new: String,
}
