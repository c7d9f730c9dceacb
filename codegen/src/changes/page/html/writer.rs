//! Writes HTML in which no text can become markup: names of elements and attributes are literals,
//! and everything else is escaped.

use crate::shown::is_hidden;

/// HTML that is being written.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
}

/// Attributes of an element: names are literals, values any text.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Elements that begin on a new line, so that pages can be read and compared as text. White space
/// does not show at any of them.
const ON_NEW_LINES: [&str; 28] = [
    "html", "head", "body", "meta", "title", "style", "header", "nav", "main", "footer", "h1",
    "details", "div", "dl", "fieldset", "label", "li", "p", "pre", "section", "summary", "table",
    "caption", "thead", "tbody", "tr", "ul", "dt",
];

impl Html {
    /// Begins a document.
    pub(super) fn document() -> Self {
        Self {
            out: "<!doctype html>".to_owned(),
        }
    }

    /// Returns the document.
    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// Writes an element and its contents.
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

    /// Writes an element that contains text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// Writes an element without contents and end tag.
    pub(super) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
    }

    /// Writes a literal style sheet. It is not escaped, since browsers read it verbatim.
    pub(super) fn style(&mut self, css: &'static str) {
        self.start("style", &[]);
        self.out.push('\n');
        self.out.push_str(css);
        self.out.push_str("</style>");
    }

    /// Writes text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\n' | '\t' => self.out.push(c),
                '\r' => {}
                c if is_hidden(c) => self.out.extend(c.escape_unicode()),
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

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn nothing_gets_out_of_a_text_or_a_value() {
        let mut html = Html::default();
        let text = "</p>\"'&<b>\u{202e}\0\r\n";
        html.leaf("a", &[("title", text)], text);
        let escaped = "&lt;/p&gt;&quot;&#39;&amp;&lt;b&gt;\\u{202e}\\u{0}\n";
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
