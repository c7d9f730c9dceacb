//! Tests of each HTML construct in models, and of text that looks like Markdown by accident.

use super::markdown;

/// Asserts the Markdown of each HTML text.
fn assert_becomes(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(markdown(html), *expected, "{html}");
    }
}

#[test]
fn paragraphs_stand_apart() {
    assert_becomes(&[
        ("", ""),
        ("<p/> <p> </p>", ""),
        ("plain", "plain"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("One.<p>Two.</p>Three.", "One.\n\nTwo.\n\nThree."),
        ("a<br>b<br/><br/>c<br>", "a\\\nb\n\nc"),
        ("<!-- no -->a<!-- no", "a"),
        ("a\n   b\u{a0}\tc\u{3000}d", "a b c d"),
        ("<script>x()</script>a<style>b{}</style>", "a"),
    ]);
}

#[test]
fn headings_are_bold() {
    assert_becomes(&[
        (
            "<fullname>Clock Service</fullname><p>Ticks.</p>",
            "**Clock Service**\n\nTicks.",
        ),
        ("<h1>A <b>b</b> <code>c</code></h1>d", "**A b `c`**\n\nd"),
    ]);
}

#[test]
fn inline_marks_hold_on_to_their_words() {
    assert_becomes(&[
        ("a <b>b</b> <i>c</i>", "a **b** *c*"),
        ("a<b> b </b>c", "a **b** c"),
        (
            "<b><i>both</i></b> <i>out <b>in</b></i>",
            "**both** *out in*",
        ),
        ("<b></b>a<i> </i>b", "a b"),
        ("in<i>side</i>s", "in*side*s"),
        // Markdown does not recognize the asterisks there.
        ("<b>Clock:</b>ticks", "Clock:ticks"),
        ("<b>x</b><i>y</i>", "**x**y"),
        ("<b>*</b> <i>-</i>", "**\\*** *-*"),
        ("<i>open <p>closed</p>", "*open*\n\nclosed"),
        ("<b>a<i>b</b>c</i>", "**ab**c"),
    ]);
}

#[test]
fn code_stays_as_it_is() {
    assert_becomes(&[
        (
            "<code>&lt;a&gt; [b] *c* \\ &amp;amp;</code>",
            "`<a> [b] *c* \\ &amp;`",
        ),
        ("<code>a`b</code> <code>`</code>", "``a`b`` `` ` ``"),
        ("<code>``</code>", "``` `` ```"),
        ("x<code> a\n  b </code>y", "x `a b` y"),
        ("<code>a</code><code>b</code>", "`ab`"),
        ("<code>a</code> <code>b</code>", "`a` `b`"),
        ("<code>id:<i>your-id</i></code>", "`id:your-id`"),
        ("<b><code>a</code></b>", "**`a`**"),
        ("<code></code>a", "a"),
        ("<code>open<p>closed", "`open`\n\nclosed"),
        ("<code>http://example.com</code>", "`http://example.com`"),
    ]);
}

#[test]
fn links_lead_somewhere() {
    assert_becomes(&[
        (
            "see <a href=\"https://example.com/a\">the <i>guide</i></a>.",
            "see [the *guide*](https://example.com/a).",
        ),
        (
            "<a>Tick</a> <a href=\"Tick.html\">Tock</a> <a href='javascript:x()'>x</a>",
            "Tick Tock x",
        ),
        (
            "<a href=\"#top\">a</a><a href=\"//example.com\">b</a><a href=\"https:\">c</a>",
            "abc",
        ),
        (
            "<code><a href='https://example.com'>Tick</a></code>",
            "[`Tick`](https://example.com)",
        ),
        (
            "<a href=\"https://example.com/a b(c)&amp;d;\">x]</a>",
            "[x\\]](https://example.com/a%20b%28c%29&d%3B)",
        ),
        (
            "<a href=\"https://example.com\">https://example.com</a>",
            "<https://example.com>",
        ),
        (
            "<a href=\"https://example.com/a\">https://example.com</a>",
            "[https://example.com](https://example.com/a)",
        ),
        ("<a href=\"https://example.com\"> </a>x", "x"),
        (
            "Hey!<a href=\"mailto:a@example.com\">write</a>",
            "Hey\\![write](mailto:a@example.com)",
        ),
        (
            "<ulink url=\"https://example.com\">a</ulink>",
            "[a](https://example.com)",
        ),
    ]);
}

#[test]
fn bare_urls_become_links() {
    assert_becomes(&[
        (
            "At https://example.com/a_b_(c).",
            "At <https://example.com/a_b_(c)>.",
        ),
        ("(http://example.com)", "(<http://example.com>)"),
        ("https:// and http://.", "https:// and http://."),
        // A URL with placeholders is not a link.
        (
            "https://{name}.example.com/, say",
            "`https://{name}.example.com/`, say",
        ),
        (
            "https://example.com/&lt;id&gt;.",
            "`https://example.com/<id>`.",
        ),
    ]);
}

#[test]
fn lists_nest() {
    assert_becomes(&[
        ("<ul><li>a</li> <li><p>b</p></li></ul>", "- a\n- b"),
        ("<ol><li>a<li>b</ol>c", "1. a\n2. b\n\nc"),
        (
            "<p>x<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
            "x\n\n- a\n  - b\n- c",
        ),
        (
            "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
            "- a\n\n  b\n\n- c",
        ),
        (
            "<ol><li><pre>a\n  b</pre></li></ol>",
            "1. ```text\n   a\n     b\n   ```",
        ),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n1) b"),
        ("<ul><li></li><li> </li></ul>", ""),
        ("<ul>a<li>b</li></ul>", "- a\n- b"),
        ("<li>a</li><li>b</li><p>c</p>", "- a\n- b\n\nc"),
    ]);
}

#[test]
fn definitions_are_lists_of_bold_terms() {
    assert_becomes(&[
        (
            "<dl><dt>Tick</dt><dd>One.</dd><dt>Tock</dt><dd><p>Two.</p></dd></dl>",
            "- **Tick**\n\n  One.\n\n- **Tock**\n\n  Two.",
        ),
        ("<dl><dd>Alone.</dd></dl>", "- Alone."),
    ]);
}

#[test]
fn notes_are_quotes() {
    assert_becomes(&[
        (
            "<note><p>a</p><ul><li>b</li></ul></note>c",
            "> **Note:** a\n>\n> - b\n\nc",
        ),
        (
            "<important>a</important><caution>b</caution>",
            "> **Important:** a\n\n> **Caution:** b",
        ),
        (
            "<warning><ul><li>a</li></ul></warning>",
            "> **Warning:**\n>\n> - a",
        ),
        (
            "<ul><li>a<note>b</note></li></ul>",
            "- a\n\n  > **Note:** b",
        ),
        ("<note> <p/> </note>", ""),
    ]);
}

#[test]
fn tables_have_a_head() {
    assert_becomes(&[
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p><p>2</p></td><td>x|y <code>|</code></td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 2 | x\\|y \\| |",
        ),
        (
            "<table><tbody><tr><td>a<tr><td>b<td>c</table>",
            "| a |  |\n| --- | --- |\n| b | c |",
        ),
        ("<table> <tr> </tr> </table>", ""),
        ("<td>a</td>", "a"),
    ]);
}

#[test]
fn verbatim_text_is_fenced() {
    assert_becomes(&[
        (
            "a<pre>\n\tx &lt;y&gt;\n\n  z\n</pre>b",
            "a\n\n```text\n    x <y>\n\n  z\n```\n\nb",
        ),
        (
            "<programlisting>```</programlisting>",
            "````text\n```\n````",
        ),
        ("<pre>  </pre>", ""),
    ]);
}

#[test]
fn placeholders_are_text() {
    assert_becomes(&[
        (
            "arn:aws:clock:<Region>:<id>/x",
            "arn:aws:clock:\\<Region>:\\<id>/x",
        ),
        ("<code>a:<region></code>", "`a:<region>`"),
        ("<Role kind=\"x\"/>", "\\<Role kind=\"x\"/>"),
        // An unknown tag that is closed is a tag, not a placeholder.
        ("<zone>a</zone></other>", "a"),
    ]);
}

#[test]
fn what_looks_like_markdown_is_escaped() {
    assert_becomes(&[
        (
            "[a] [b](c) `d` *e* _f_ ~g~",
            "\\[a] \\[b](c) \\`d\\` \\*e\\* \\_f\\_ ~g\\~",
        ),
        (
            "&lt;a> &lt;/b> &lt;!-- &amp;amp; &amp;#32;",
            "\\<a> \\</b> \\<!-- \\&amp; \\&#32;",
        ),
        ("# a", "\\# a"),
        (
            "- a<p>+ b<p>> c<p>1. d<p>2) e<p>*",
            "\\- a\n\n\\+ b\n\n\\> c\n\n1\\. d\n\n2\\) e\n\n\\*",
        ),
        (
            "~~~<p>a<br>===<p>b<br>|---|",
            "\\~\\~\\~\n\na\\\n\\===\n\nb\\\n\\|---|",
        ),
        ("a\\ b\\* \\", "a\\\\ b\\\\\\* \\\\"),
        ("--option", "\\--option"),
    ]);
}

#[test]
fn what_is_no_markdown_is_not_escaped() {
    for text in [
        "snake_case_words",
        "arn:aws:clock:::tick/tock",
        "a < b > c & d, 2 * 3 - 1",
        "#tag, C#, 1.5, -1, a|b, x^2, {y}, $z",
        "R&D &copy C:\\temp ~5 a -- b",
        "Hey! (really)",
    ] {
        let html = text.replace('&', "&amp;").replace('<', "&lt;");
        assert_eq!(markdown(&html), text);
    }
}

#[test]
fn lines_are_wrapped_where_nothing_changes() {
    let words = "tick ".repeat(40);
    for line in markdown(&words).lines() {
        assert!((90..=100).contains(&line.len()), "{line}");
    }
    // A number, a sign or a `>` is not moved to where it would begin a list or a quote.
    for sign in ["-", "+", "*", "12.", "3)", "#", ">", "===", "---"] {
        let wrapped = markdown(&format!("tick {sign} ").repeat(80));
        for line in wrapped.lines() {
            assert!(line.starts_with("tick"), "{line}");
        }
    }
    let code = format!("{words}<code>{words}</code>");
    assert!(markdown(&code).lines().last().unwrap().len() > 190);
    let nested = format!("<ul><li><note>{words}</note></li></ul>");
    for line in markdown(&nested).lines() {
        assert!(line.starts_with("- > **Note") || line.starts_with("  > tick"));
        assert!(line.len() <= 100);
    }
}

#[test]
fn what_is_invisible_is_gone() {
    let hidden = "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{7}\u{1b}\u{feff}\u{200b}";
    let broken = "\u{2028}\u{2029}\u{85}&#13;\r\n";
    for (open, close) in [("", ""), ("<code>", "</code>"), ("<b>", "</b>")] {
        let html = format!("{open}a{hidden}b{broken}c{close}");
        assert_eq!(markdown(&html), markdown(&format!("{open}ab c{close}")));
    }
    let html =
        format!("<pre>a{hidden}{broken}b</pre><a href='https://a.example/{hidden}{broken}'>c</a>");
    let is_fine = |c: char| c == '\n' || !crate::model::is_invisible(c);
    assert!(
        markdown(&html).chars().all(is_fine),
        "{:?}",
        markdown(&html)
    );
}

#[test]
fn nothing_takes_long_or_overflows() {
    let start = std::time::Instant::now();
    for part in [
        "<ul><li>a",
        "<note>a",
        "<b>a",
        "<dl><dt>a<dd>b",
        "<table><tr><td>a",
        "<div>",
        "</p>",
        "`",
        "<code>`",
        "http://a",
        "https://a(",
        "&a",
        "<",
        "<a ",
        "- ",
        "1. ",
        "* ",
        "<br>a",
        "<q1>",
        "<td>x",
        "<b>x</b>y",
        "~",
        "[",
        "a ",
    ] {
        let html = part.repeat(150_000 / part.len());
        let deep = part.repeat(10_000);
        assert!(markdown(&html).len() < 30 * html.len(), "{part}");
        assert!(markdown(&deep).len() < 30 * deep.len(), "{part}");
    }
    let cut = "http://a".repeat(50_000) + "&lt;";
    assert!(markdown(&cut).len() < 2 * cut.len());
    let wide = format!(
        "<table><tr>{}</tr>{}</table>",
        "<td>x</td>".repeat(5_000),
        "<tr><td>y</td></tr>".repeat(5_000)
    );
    assert!(markdown(&wide).len() < 3 * wide.len());
    // A second in a release build, some in a debug build; quadratic work would take minutes.
    assert!(start.elapsed().as_secs() < 60);
}
