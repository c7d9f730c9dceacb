//! The page as HTML: its content, and the escaping of all texts.

use std::collections::BTreeSet;
use std::path::Path;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{AppliedException, Comparison, Options, Segment, compare};
use botosmith::source::Catalog;
use generator_tests::project::Project;
use generator_tests::sources::botocore_models;
use html5gum::{StartTag, Token, Tokenizer};

/// A text that would end an attribute, an element, a style sheet and a comment.
const EVIL: &str =
    "<script>alert(1)</script>\"'&amp;</style></title>]]>--><img src=x onerror='alert(1)'>";

/// The elements that a page may have.
const ELEMENTS: &str = "a b body caption code dd del details div dl dt em fieldset h1 h2 h3 h4 h5 head \
    header html input ins label legend li main meta nav p pre section span strong style summary table \
    tbody td th thead time title tr ul wbr";

/// Elements without an end tag.
const VOID: [&str; 3] = ["input", "meta", "wbr"];

/// The same for a name on the wire, which models may not have with quotes.
const EVIL_WIRE: &str = "<script>alert(1)</script>&lt;</style>]]>--><img src=x onerror=alert(1)>";

/// Compares the models of `html/`, with these texts and names on the wire in them.
pub(crate) fn shops(text: &str, wire: &str) -> Comparison {
    let project = Project::new();
    let text = serde_json::to_string(text).unwrap();
    let text = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    for (side, model) in [
        ("old", include_str!("html/old.json")),
        ("new", include_str!("html/new.json")),
    ] {
        let model = model.replace("TEXT", text.unwrap());
        let model = model.replace("WIRE", wire);
        project.write(&format!("{side}/shop/2024-01-01/service-2.json"), &model);
    }
    let mut comparison = folders(&project.path("old"), &project.path("new"), both());
    comparison.old = "the shop before".to_owned();
    comparison.new = "the shop now".to_owned();
    comparison
}

fn both() -> Options {
    Options {
        boto3: true,
        rust: true,
        ..Options::default()
    }
}

fn folders(old: &Path, new: &Path, options: Options) -> Comparison {
    let [old, new] = [old, new].map(|it| Catalog::open(it).expect("a source"));
    compare(&old, &new, &options).expect("a comparison")
}

/// The page of many kinds of changes.
pub(crate) fn shop() -> String {
    page::html(&shops("Fine", "fine"), &Page::default())
}

/// A page on which every text has markup in it, even names of models, for which the loader would
/// refuse it.
pub(crate) fn evil() -> String {
    let mut comparison = shops(EVIL, EVIL_WIRE);
    comparison.old = EVIL.to_owned();
    comparison.new = format!("{EVIL}/second");
    let mut second = comparison.services[0].clone();
    second.name = format!("{EVIL} two");
    second.rust_unknown = Some(EVIL.to_owned());
    let operations = second.operations.iter_mut();
    for change in operations.flat_map(|it| &mut it.changes) {
        for it in [&mut change.old, &mut change.new].into_iter().flatten() {
            *it = format!("{EVIL} {it}").repeat(2);
        }
        change.subject.insert_str(0, EVIL);
        for segment in &mut change.path {
            if let Segment::Member(name) = segment {
                name.insert_str(0, EVIL);
            }
        }
    }
    for operation in &mut second.operations {
        operation.name.insert_str(0, EVIL);
        if let Some(call) = &mut operation.boto3 {
            let parameters = call.parameters.iter_mut().chain(&mut call.members);
            parameters.for_each(|it| it.name.insert_str(0, EVIL));
            call.request.insert_str(0, EVIL);
            call.response.insert_str(0, EVIL);
        }
        if let Some(call) = &mut operation.rust {
            call.request.insert_str(0, EVIL);
        }
    }
    comparison.services.push(second);
    let accepted = comparison.services[1].operations.iter_mut();
    for change in accepted.flat_map(|it| it.changes.iter_mut().take(1)) {
        change.accepted = Some(EVIL.to_owned());
    }
    comparison.exceptions.push(AppliedException {
        what: EVIL.to_owned(),
        reason: EVIL.to_owned(),
        matches: 1,
    });
    let date = Some(EVIL.to_owned());
    page::html(&comparison, &Page { date })
}

/// The page of the first update, whose models are in this repository.
pub(crate) fn seed() -> String {
    let [old, new] = ["1.1.0", "1.1.1"].map(botocore_models);
    let mut comparison = folders(&old, &new, both());
    comparison.old = "botocore 1.1.0".to_owned();
    comparison.new = "botocore 1.1.1".to_owned();
    let date = Some("2015-07-09".to_owned());
    page::html(&comparison, &Page { date })
}

/// Removes the style sheet, which is in a file of its own.
fn without_style(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    format!("{before}<style></style>{after}")
}

/// Parses a page into start tags and unescaped text. Panics if start and end tags do not match.
fn parsed(page: &str) -> (Vec<StartTag<()>>, String) {
    let (mut tags, mut text, mut open) = (Vec::new(), String::new(), Vec::new());
    for token in Tokenizer::new(page).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
                tags.push(tag);
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop(), Some(name), "{}", text.len());
            }
            Token::String(it) => text.push_str(&String::from_utf8_lossy(&it)),
            Token::Doctype(_) => {}
            Token::Comment(it) => panic!("a comment: {it:?}"),
            Token::Error(it) => panic!("{it:?} after {text}"),
        }
    }
    assert_eq!(open, Vec::<String>::new());
    (tags, text)
}

/// Asserts that a page has only known elements, safe attributes, and links with targets.
pub(crate) fn check(page: &str) -> (Vec<StartTag<()>>, String) {
    let (tags, text) = parsed(page);
    let known: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let mut ids = BTreeSet::new();
    let mut links = BTreeSet::new();
    for tag in &tags {
        let name = String::from_utf8_lossy(&tag.name);
        assert!(known.contains(&*name), "<{name}>");
        for (key, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match String::from_utf8_lossy(key).as_ref() {
                "id" => assert!(ids.insert(value.clone()), "{value} is there twice"),
                "href" => drop(links.insert(value)),
                "src" | "style" | "srcset" => panic!("{key:?} on <{name}>"),
                key => assert!(!key.starts_with("on"), "{key} on <{name}>"),
            }
        }
    }
    for link in links {
        let target = link.strip_prefix('#').expect("a place on the page");
        assert!(ids.contains(target), "{link} leads nowhere");
        assert!(!target.contains(char::is_whitespace), "{link}");
    }
    (tags, text)
}

#[test]
fn all_texts_are_escaped() {
    let page = evil();
    let (_, text) = check(&page);
    assert!(!page.contains("<script"));
    assert!(!page.contains("<img"));
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1);
    let shown = text.matches(EVIL).count();
    assert!(shown > 100, "texts are on the page: {shown}");
    assert!(
        text.contains(EVIL_WIRE),
        "names on the wire are on the page"
    );
}

#[test]
fn the_page_of_the_first_update() {
    let page = seed();
    check(&page);
    insta::assert_snapshot!(without_style(&page));
}

#[test]
fn the_page_of_many_kinds() {
    let page = shop();
    check(&page);
    insta::assert_snapshot!(without_style(&page));
}

#[test]
fn a_page_without_changes_says_so() {
    let models = botocore_models("1.1.1");
    let page = page::html(&folders(&models, &models, both()), &Page::default());
    let (_, text) = check(&page);
    assert!(text.contains("No change"));
    assert!(text.contains("One service was compared. Both sources are the same."));
}

#[test]
fn a_model_that_cannot_be_loaded_is_named() {
    let project = Project::new();
    let good = include_str!("html/new.json");
    for (side, bad) in [("old", "{}"), ("new", "[\"</pre><b>\"]")] {
        project.write(&format!("{side}/good/2024-01-01/service-2.json"), good);
        project.write(&format!("{side}/bad/2024-01-01/service-2.json"), bad);
    }
    let comparison = folders(&project.path("old"), &project.path("new"), both());
    assert_eq!(comparison.failed.len(), 1);
    let page = page::html(&comparison, &Page::default());
    let (_, text) = check(&page);
    for part in [
        "Nothing could be compared",
        "needs a look",
        "0 of 2 differ, 1 could not be compared",
        "Not compared, since a model cannot be read",
        "bad/2024-01-01/service-2.json",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn the_same_models_give_the_same_page() {
    assert_eq!(shop(), shop());
    assert_eq!(evil(), evil());
}

/// The light or dark colours of the style sheet.
fn colours(css: &str, is_dark: bool) -> Vec<(String, [f64; 3])> {
    let start = if is_dark {
        css.find("scheme: dark)")
    } else {
        Some(0)
    };
    let css = &css[start.expect("dark colours")..];
    let block = css.split_once('}').expect("a block").0;
    let lines = block.lines().filter_map(|line| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let value = u32::from_str_radix(value.trim_end_matches(';'), 16).expect("a colour");
        let channel = |shift: u32| {
            let it = f64::from((value >> shift) & 0xff) / 255.0;
            if it <= 0.04045 {
                it / 12.92
            } else {
                ((it + 0.055) / 1.055).powf(2.4)
            }
        };
        Some((name.to_owned(), [channel(16), channel(8), channel(0)]))
    });
    lines.collect()
}

/// WCAG 2 requires a contrast of 4.5 for text, and of 3 for the focus.
#[test]
fn colours_have_contrast() {
    let page = shop();
    let css = page.split_once("<style>").expect("a style").1;
    for is_dark in [false, true] {
        let colours = colours(css, is_dark);
        assert_eq!(colours.len(), 13, "{colours:?}");
        let luminance = |name: &str| {
            let (_, [r, g, b]) = colours.iter().find(|(it, _)| it == name).expect(name);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let pairs = [
            ("text", "ground", 4.5),
            ("text", "raised", 4.5),
            ("quiet", "ground", 4.5),
            ("quiet", "raised", 4.5),
            ("link", "ground", 4.5),
            ("compatible", "compatible-ground", 4.5),
            ("look", "look-ground", 4.5),
            ("breaking", "breaking-ground", 4.5),
            ("focus", "ground", 3.0),
            ("focus", "raised", 3.0),
        ];
        for (front, back, least) in pairs {
            let (front_luminance, back_luminance) = (luminance(front), luminance(back));
            let (dark, light) = if front_luminance < back_luminance {
                (front_luminance, back_luminance)
            } else {
                (back_luminance, front_luminance)
            };
            let contrast = (light + 0.05) / (dark + 0.05);
            assert!(contrast >= least, "{front} on {back}: {contrast:.2}");
        }
    }
}
