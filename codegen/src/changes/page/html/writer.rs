//! Writes HTML in which no text can become markup: names of elements and attributes are literals, and all
//! else is escaped on its way out.

/// HTML as far as it is written.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
}

/// Names are the program's own; values may be anybody's.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Elements that begin on a line of their own, so that pages can be read and compared as text. None of them
/// stands where a space would show.
const ON_NEW_LINES: [&str; 28] = [
    "html", "head", "body", "meta", "title", "style", "header", "nav", "main", "footer", "h1",
    "details", "div", "dl", "fieldset", "label", "li", "p", "pre", "section", "summary", "table",
    "caption", "thead", "tbody", "tr", "ul", "dt",
];

impl Html {
    /// A document that is about to begin.
    pub(super) fn document() -> Self {
        Self {
            out: "<!doctype html>".to_owned(),
        }
    }

    /// What was written.
    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// An element with what `inside` writes.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element with a text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element that has no inside and no end.
    pub(super) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
    }

    /// A style sheet, which is the program's own. It is not escaped: browsers take it as it is.
    pub(super) fn style(&mut self, css: &'static str) {
        self.start("style", &[]);
        self.out.push('\n');
        self.out.push_str(css);
        self.out.push_str("</style>");
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\r' => {}
                c if is_disguise(c) => self.out.push(char::REPLACEMENT_CHARACTER),
                c => self.out.push(c),
            }
        }
    }

    fn start(&mut self, name: &'static str, attributes: Attributes<'_>) {
        if ON_NEW_LINES.contains(&name) {
            self.out.push('\n');
        }
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            if !value.is_empty() {
                self.out.push_str("=\"");
                self.text(value);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }
}

/// Characters that HTML does not allow, and those that make a text look like another one by turning its
/// direction.
fn is_disguise(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn nothing_gets_out_of_a_text_or_a_value() {
        let mut html = Html::default();
        let text = "</p>\"'&<b>\u{202e}\0\r\n";
        html.leaf("a", &[("title", text)], text);
        let escaped = "&lt;/p&gt;&quot;&#39;&amp;&lt;b&gt;\u{fffd}\u{fffd}\n";
        assert_eq!(
            html.finish(),
            format!("<a title=\"{escaped}\">{escaped}</a>\n")
        );
    }

    #[test]
    fn an_attribute_without_a_value_is_on() {
        let mut html = Html::default();
        html.element("details", &[("open", "")], |html| html.leaf("i", &[], "x"));
        assert_eq!(html.finish(), "\n<details open><i>x</i></details>\n");
    }
}
