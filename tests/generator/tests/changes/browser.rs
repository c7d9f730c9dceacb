//! The page in a browser: no requests, folds by keyboard, layout, printing, and the accessibility
//! tree.

use std::collections::BTreeSet;

use base64::Engine;
use serde_json::{Value, json};

use crate::html::{evil, seed, shop};
use crate::webdriver::{Browser, ENTER, TAB};

/// A page in a file, opened in a browser.
pub(crate) struct OpenPage {
    pub(crate) browser: Browser,
    url: String,
    _folder: tempfile::TempDir,
}

pub(crate) fn open(test: &str, page: &str) -> Option<OpenPage> {
    let browser = Browser::open(test)?;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    std::fs::write(&path, page).expect("a file");
    let url = format!("file://{}", path.display());
    browser.show(&url);
    Some(OpenPage {
        browser,
        url,
        _folder: folder,
    })
}

pub(crate) fn emulate(browser: &Browser, media: &str, scheme: &str) {
    let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
    let parameters = json!({"media": media, "features": features});
    browser.devtools("Emulation.setEmulatedMedia", &parameters);
}

#[test]
fn a_page_makes_no_requests_and_runs_no_scripts() {
    let Some(it) = open("a_page_makes_no_requests_and_runs_no_scripts", &evil()) else {
        return;
    };
    let log = it.browser.log("browser");
    assert_eq!(log, Vec::<Value>::new(), "the console is empty");
    let mut requested = BTreeSet::new();
    for entry in it.browser.log("performance") {
        let message = entry["message"].as_str().expect("a message");
        let message: Value = serde_json::from_str(message).expect("JSON");
        let request = &message["message"]["params"];
        // Requests of the browser's own page for new tabs are ignored.
        let by = request["documentURL"].as_str().unwrap_or_default();
        let is_request = message["message"]["method"] == "Network.requestWillBeSent";
        if is_request && !by.starts_with("chrome://") {
            let url = request["request"]["url"].as_str().expect("a URL");
            requested.insert(url.to_owned());
        }
    }
    assert_eq!(requested, BTreeSet::from([it.url.clone()]));
    // The page's Content Security Policy refuses elements that are added later, too.
    it.browser.run(
        "const image = document.createElement('img'); image.src = 'http://127.0.0.1:9/';
         document.body.append(image);
         const script = document.createElement('script'); script.textContent = 'window.ran = 1';
         document.body.append(script);",
    );
    assert_eq!(it.browser.run("return window.ran ?? null"), Value::Null);
    let refused = it.browser.log("browser");
    let refused = refused.iter().filter(|entry| {
        let message = entry["message"].as_str().unwrap_or_default();
        message.contains("Content Security Policy")
    });
    assert_eq!(refused.count(), 2);
}

#[test]
fn folds_open_by_keyboard_and_by_links() {
    let Some(it) = open("folds_open_by_keyboard_and_by_links", &seed()) else {
        return;
    };
    let browser = &it.browser;
    browser.press(TAB);
    let focus = || browser.run("return document.activeElement.innerText.trim()");
    assert_eq!(focus(), "Skip to the changes");
    let left = browser.run("return document.activeElement.getBoundingClientRect().left");
    assert!(
        left.as_f64().expect("a number") >= 0.0,
        "the link is visible"
    );
    browser.press(ENTER);
    assert_eq!(browser.run("return document.activeElement.tagName"), "MAIN");
    // The operation, which is open, and then the first fold in it.
    for _ in 0..2 {
        browser.press(TAB);
    }
    assert_eq!(focus(), "The call in Rust");
    let outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle");
    assert_eq!(outline, "solid", "the focus is visible");
    let is_open = || browser.run("return document.activeElement.parentElement.open");
    for open in [false, true, false] {
        assert_eq!(is_open(), open);
        browser.press(ENTER);
    }

    // A link to a folded element opens the folds around it.
    let script = "for (const it of document.querySelectorAll('details')) it.open = false;
         location.hash = '#service/ecs/RegisterContainerInstance';";
    browser.run(script);
    let open = browser.run("return document.querySelector('details.operation').open");
    assert_eq!(open, true);
}

#[test]
fn filters_hide_changes_of_other_classes() {
    let Some(it) = open("filters_hide_changes_of_other_classes", &shop()) else {
        return;
    };
    let count = || {
        let shown = "return [...document.querySelectorAll('.changes > li')]
            .filter(it => it.checkVisibility()).map(it => it.className)";
        let shown = it.browser.run(shown);
        let shown = shown.as_array().expect("a list").clone();
        let of = |class: &str| shown.iter().filter(|it| *it == class).count();
        (of("is-compatible"), of("is-look"), of("is-breaking"))
    };
    let choose = |id: &str| {
        let script = format!("document.getElementById('{id}').click()");
        it.browser.run(&script);
        count()
    };
    let (compatible, look, breaking) = count();
    assert!(compatible > 0 && look > 0 && breaking > 0);
    assert_eq!(choose("show-look"), (0, look, breaking));
    assert_eq!(choose("show-breaking"), (0, 0, breaking));
    assert_eq!(choose("show-all"), (compatible, look, breaking));
}

#[test]
fn the_page_is_light_or_dark_by_the_reader_s_preference() {
    let Some(it) = open(
        "the_page_is_light_or_dark_by_the_reader_s_preference",
        &shop(),
    ) else {
        return;
    };
    let colours = |media, scheme| {
        emulate(&it.browser, media, scheme);
        it.browser.run(
            "return ['body', '.badge.breaking'].flatMap(it => {
                 const style = getComputedStyle(document.querySelector(it));
                 return [style.color, style.backgroundColor] })",
        )
    };
    let light = colours("screen", "light");
    let dark = colours("screen", "dark");
    for index in 0..4 {
        assert_ne!(light[index], dark[index]);
    }
    assert_eq!(colours("print", "dark"), light, "printed pages are light");
}

#[test]
fn nothing_is_wider_than_the_window() {
    let names = shop().replace("market", &"averyLongName".repeat(20));
    for (page, what) in [
        (shop(), "shop"),
        (names, "long names"),
        (evil(), "evil"),
        (seed(), "seed"),
    ] {
        let Some(it) = open("nothing_is_wider_than_the_window", &page) else {
            return;
        };
        let open = "for (const it of document.querySelectorAll('details')) it.open = true";
        it.browser.run(open);
        for width in [320, 1280] {
            let size =
                json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
            it.browser
                .devtools("Emulation.setDeviceMetricsOverride", &size);
            let wide = it.browser.run(
                "const width = document.documentElement.clientWidth;
                 return [...document.querySelectorAll('body *')]
                     .filter(it => !it.closest('.skip, .hidden'))
                     .filter(it => it.getBoundingClientRect().right > width + 1)
                     .map(it => it.outerHTML.slice(0, 200))",
            );
            assert_eq!(wide, json!([]), "{what} at {width}");
            let scrolls = it
                .browser
                .run("const it = document.documentElement; return it.scrollWidth > it.clientWidth");
            assert_eq!(scrolls, false, "{what} at {width}");
        }
    }
}

#[test]
fn headings_are_in_order() {
    for page in [shop(), evil(), seed()] {
        let Some(it) = open("headings_are_in_order", &page) else {
            return;
        };
        let levels = it.browser.run(
            "return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(it => +it.tagName[1])",
        );
        let levels: Vec<u64> = serde_json::from_value(levels).expect("numbers");
        assert_eq!(levels.iter().filter(|it| **it == 1).count(), 1);
        let mut before = 0;
        for level in levels {
            assert!(level <= before + 1, "h{level} after h{before}");
            before = level;
        }
    }
}

#[test]
fn focusable_elements_have_names_and_roles() {
    let Some(it) = open("focusable_elements_have_names_and_roles", &shop()) else {
        return;
    };
    let tree = it
        .browser
        .devtools("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().expect("nodes");
    let mut roles = BTreeSet::new();
    for node in nodes.iter().filter(|it| it["ignored"] == false) {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let name = node["name"]["value"].as_str().unwrap_or_default().trim();
        roles.insert(role.to_owned());
        let properties = node["properties"].as_array().cloned().unwrap_or_default();
        let is_focusable = properties
            .iter()
            .any(|it| it["name"] == "focusable" && it["value"]["value"] == true);
        let needs_name = is_focusable && !matches!(role, "main" | "RootWebArea");
        let needs_name = needs_name || matches!(role, "heading" | "navigation" | "group" | "table");
        let is_fold = matches!(role, "Details" | "group");
        assert!(!needs_name || is_fold || !name.is_empty(), "{node:#}");
        // Signs are hidden from screen readers, since words have the same meaning.
        assert!(!name.contains('✓') && !name.contains('✕'), "{name}");
    }
    for role in [
        "banner",
        "main",
        "heading",
        "list",
        "listitem",
        "DisclosureTriangle",
        "radio",
    ] {
        assert!(roles.contains(role), "{role}: {roles:?}");
    }
}

#[test]
fn folded_content_is_printed() {
    let Some(it) = open("folded_content_is_printed", &shop()) else {
        return;
    };
    let folded = "client.put_order(";
    let before = it.browser.run("return document.body.innerText");
    assert!(!before.as_str().expect("a text").contains(folded));
    let pdf = it.browser.post("print", &json!({}));
    let engine = base64::engine::general_purpose::STANDARD;
    let pdf = engine
        .decode(pdf.as_str().expect("base64"))
        .expect("base64");
    let pdf = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).expect("its text");
    // PDF text has spaces and line ends of its own.
    let text: String = text.split_whitespace().collect();
    for part in [
        folded,
        "What these changes mean",
        "street",
        "PutOrder",
        "Fine orders.",
    ] {
        let part: String = part.split_whitespace().collect();
        assert!(text.contains(&part), "{part} is not in {text}");
    }
    assert!(!text.contains("Skiptothechanges"));
}
