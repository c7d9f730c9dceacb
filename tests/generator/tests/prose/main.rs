//! Conversion of HTML to Markdown keeps all words, in their order and separated as before.

mod corpus;

use botosmith::prose::markdown;
use generator_tests::words;
use proptest::prelude::*;

/// Texts, most of them with characters that have a meaning in Markdown.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "tick",
            "snake_case",
            "_x",
            "x_",
            "*",
            "**",
            "a*b",
            "`",
            "``",
            "[",
            "]",
            "[a]",
            "(b)",
            "](c)",
            "!",
            "#",
            "##",
            "-",
            "--",
            "---",
            "+",
            "1.",
            "2)",
            "===",
            "~",
            "~~",
            "~~~",
            "|",
            "|-|",
            ":-",
            "&lt;",
            "&lt;b&gt;",
            ">",
            "&gt;",
            "\\",
            "\\*",
            "&amp;",
            "&amp;amp;",
            "&amp;#42;",
            "&#96;",
            ";",
            "http://",
            "https://example.com",
            "https://example.com/a_b",
            "https://{a}.example.com/",
            "(https://example.com)",
            "https://&lt;a>",
            ".",
            ":",
            "é",
            "—",
            "“",
            "🕰",
            "\u{301}",
            "\u{a0}",
            "\u{202e}",
            "\u{2028}",
            "\u{200b}",
            "<id>",
            "<Zone x='1'>",
            "$",
            "{",
            "^",
            "@",
            "www.example.com",
            "a@example.com",
            "[ ]",
            "[^1]",
            "[a]: b",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,9}",
        "[!-;=-~]{1,4}",
    ];
    let space = prop::sample::select(vec!["", "", " ", " ", "\n"]);
    prop::collection::vec((piece, space), 1..6)
        .prop_map(|pieces| pieces.into_iter().map(|(a, b)| format!("{a}{b}")).collect())
}

/// Content of a paragraph.
fn inline() -> impl Strategy<Value = String> {
    text().prop_recursive(3, 12, 4, |inner| {
        let tags = vec![
            "b",
            "i",
            "code",
            "a",
            "a href='https://example.com/(x)'",
            "span",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|it| it.concat()),
            (
                prop::sample::select(tags),
                inner,
                prop::sample::select(vec!["", " "])
            )
                .prop_map(|(tag, inner, space)| wrap(tag, &(space.to_owned() + &inner))),
        ]
    })
}

fn blocks() -> impl Strategy<Value = String> {
    let paragraph = inline().prop_map(|inner| wrap("p", &inner));
    let leaf = prop_oneof![
        4 => paragraph,
        1 => inline().prop_map(|it| wrap("pre", &it)),
        1 => prop::collection::vec(inline(), 1..4).prop_map(|lines| lines.join("<br>")),
        1 => table(),
        1 => inline().prop_map(|inner| wrap("h2", &inner)),
    ];
    leaf.prop_recursive(5, 30, 4, |inner| {
        let many = prop::collection::vec(inner, 1..4);
        prop_oneof![
            many.clone().prop_map(|it| it.concat()),
            many.clone().prop_map(|it| wrap("note", &it.concat())),
            (prop::sample::select(vec!["ul", "ol"]), many.clone()).prop_map(|(tag, items)| {
                let items = items.iter().map(|item| wrap("li", item));
                wrap(tag, &items.collect::<String>())
            }),
            (inline(), many).prop_map(|(term, about)| {
                wrap("dl", &(wrap("dt", &term) + &wrap("dd", &about.concat())))
            }),
        ]
    })
}

fn table() -> impl Strategy<Value = String> {
    let row = prop::collection::vec(inline().prop_map(|it| wrap("td", &it)), 1..4);
    prop::collection::vec(row.prop_map(|cells| wrap("tr", &cells.concat())), 1..4)
        .prop_map(|rows| wrap("table", &rows.concat()))
}

fn wrap(tag: &str, inner: &str) -> String {
    let name = tag.split(' ').next().unwrap_or(tag);
    format!("<{tag}>{inner}</{name}>")
}

/// Tags and texts in any order.
fn soup() -> impl Strategy<Value = String> {
    let tags = vec![
        "<p>",
        "</p>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<code>",
        "</code>",
        "<a href='https://example.com'>",
        "<a>",
        "</a>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<br>",
        "<div>",
        "</div>",
        "<h1>",
        "</h1>",
        "<!-- x -->",
    ];
    let part = prop_oneof![prop::sample::select(tags).prop_map(str::to_owned), text()];
    prop::collection::vec(part, 0..30).prop_map(|parts| parts.concat())
}

/// True if Markdown can be written as `///` comments.
fn is_clean(markdown: &str) -> bool {
    let bad = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{202e}');
    !markdown.contains(bad) && !markdown.starts_with('\n') && !markdown.ends_with('\n')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_kept(html in blocks()) {
        let markdown = markdown(&html);
        prop_assert!(is_clean(&markdown), "{markdown:?}");
        prop_assert_eq!(words::of_markdown(&markdown), Ok(words::of_html(&html)), "{}", markdown);
    }

    /// With unbalanced tags, words stay, too, but spaces between them may differ.
    #[test]
    fn characters_are_kept_with_unbalanced_tags(html in soup()) {
        let markdown = markdown(&html);
        prop_assert!(is_clean(&markdown), "{markdown:?}");
        let words = words::of_markdown(&markdown).map(|words| words.concat());
        prop_assert_eq!(words, Ok(words::of_html(&html).concat()), "{}", markdown);
    }

    #[test]
    fn any_text_can_be_converted(html in any::<String>()) {
        let markdown = markdown(&html);
        prop_assert!(is_clean(&markdown), "{markdown:?}");
    }
}
