//! Texts that do harm if they are printed as they are.

use proptest::prelude::{Just, Strategy, any, prop};
use proptest::prop_oneof;

/// Characters that control a terminal, turn the direction, have no width, or are markup.
const PARTS: [&str; 42] = [
    "\u{1b}[31m",
    "\u{1b}]0;title\u{7}",
    "\u{7}",
    "\u{8}",
    "\0",
    "\u{7f}",
    "\u{9b}2J",
    "\u{85}",
    "\r",
    "\n",
    "\t",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200e}",
    "\u{61c}",
    "\u{200b}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{ad}",
    "\u{e0041}",
    "\u{301}",
    "\u{fe0f}",
    "`",
    "```\n# Heading\n",
    "|",
    "<b>",
    "</details>",
    "[x](https://x.example)",
    "![x](y)",
    "*x*",
    "_x_",
    "@someone",
    "#123",
    "\n- item",
    "https://x.example",
    "&lt;",
    "\n::error::x",
    "##[group]x",
];

/// A name or text that contains some of them.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => prop::sample::select(PARTS.to_vec()).prop_map(str::to_owned),
        2 => "[a-zA-Z ]{1,8}",
        1 => any::<char>().prop_map(String::from),
        1 => Just("x".repeat(3000)),
    ];
    prop::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

/// Asserts that a printed text has visible characters and line breaks only.
pub(crate) fn assert_visible(printed: &str) {
    let hidden: Vec<char> = printed
        .chars()
        .filter(|c| *c != '\n' && (c.is_control() || is_known_as_hidden(*c)))
        .collect();
    assert!(hidden.is_empty(), "{hidden:?} in {printed:?}");
}

/// Characters of the list above, and of the blocks that they are from, as Unicode lists them.
fn is_known_as_hidden(c: char) -> bool {
    matches!(
        u32::from(c),
        0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
            | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f
            | 0xfeff | 0xffa0 | 0xfff9..=0xfffb | 0x1_bca0..=0x1_bca3 | 0x1_d173..=0x1_d17a
            | 0xe_0000..=0xe_0fff
    )
}
