//! The code blocks of README.md, as a reader would paste them.

use generator_tests::sources::repository;

/// A code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Language of the block: `sh`, `toml`, `rust`.
    pub language: String,
    /// The text.
    pub text: String,
}

impl Block {
    /// Returns the path of the file that the block shows, which its first line names in a comment.
    pub fn file(&self) -> Option<&str> {
        let first = self.text.lines().next()?;
        let name = first.strip_prefix("// ").or(first.strip_prefix("# "))?;
        (!name.contains(' ') && self.language != "sh").then_some(name)
    }
}

/// Reads the blocks of a section.
///
/// # Panics
/// If the README has no such section.
pub fn blocks(heading: &str) -> Vec<Block> {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("a README");
    let (_, section) = readme
        .split_once(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("README.md has no section `{heading}`"));
    let section = section
        .split("\n## ")
        .next()
        .expect("there is a first part");
    let mut blocks = Vec::new();
    let mut parts = section.split("\n```");
    // Text and blocks alternate.
    parts.next();
    while let Some(block) = parts.next() {
        let (language, text) = block.split_once('\n').expect("a language");
        blocks.push(Block {
            language: language.to_owned(),
            text: format!("{text}\n"),
        });
        parts.next();
    }
    blocks
}
