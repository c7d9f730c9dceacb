//! The page in a browser at three sizes: what can be read, what is open, where links lead.

use base64::Engine;
use botosmith::changes::page::{self, Page};
use botosmith::changes::{Options, compare};
use botosmith::source::Catalog;
use generator_tests::botocore::published;
use serde_json::{Value, json};

use crate::browser::{emulate, open};
use crate::exceptions::{many_services, page_with_exceptions};
use crate::html::{seed, shop};
use crate::webdriver::Browser;

/// Sizes of a phone, a tablet and a screen.
const SIZES: [(u32, u32); 3] = [(390, 844), (820, 1180), (1440, 900)];

fn resize(browser: &Browser, (width, height): (u32, u32)) {
    let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &size);
}

/// Writes a picture of the page's beginning into the folder of `BOTOSMITH_SCREENSHOTS`, for a
/// reviewer.
fn picture(browser: &Browser, name: &str) {
    let Some(folder) = std::env::var_os("BOTOSMITH_SCREENSHOTS") else {
        return;
    };
    let width = browser.run("return document.documentElement.clientWidth");
    let clip = json!({"x": 0, "y": 0, "width": width, "height": 4000, "scale": 1});
    let parameters = json!({"captureBeyondViewport": true, "clip": clip});
    let picture = browser.devtools("Page.captureScreenshot", &parameters);
    let engine = base64::engine::general_purpose::STANDARD;
    let bytes = engine.decode(picture["data"].as_str().expect("base64"));
    let path = std::path::Path::new(&folder).join(format!("{name}.png"));
    std::fs::write(path, bytes.expect("base64")).expect("a folder");
}

/// Texts that are smaller than 14 pixels, and targets that are smaller than 24. What is far away
/// has no size until it is made visible.
const TOO_SMALL: &str = "
    for (const it of document.querySelectorAll('.service')) it.style.contentVisibility = 'visible';
    const visible = [...document.querySelectorAll('body *')]
        .filter(it => it.checkVisibility() && !it.closest('.hidden, .skip'));
    const texts = visible
        .filter(it => [...it.childNodes].some(it => it.nodeType === 3 && it.data.trim()))
        .filter(it => parseFloat(getComputedStyle(it).fontSize) < 14);
    const targets = visible
        .filter(it => it.matches('a, summary, label'))
        .filter(it => it.getBoundingClientRect().height < 24);
    return [texts, targets].map(list => list.map(it => it.outerHTML.slice(0, 200)));";

#[test]
fn the_page_is_readable_at_three_sizes() {
    let names = page_with_exceptions().replace("market", &"averyLongName".repeat(20));
    for (page, what) in [
        (page_with_exceptions(), "exceptions"),
        (names, "long names"),
        (shop(), "shop"),
        (seed(), "seed"),
    ] {
        let Some(it) = open("the_page_is_readable_at_three_sizes", &page) else {
            return;
        };
        for size in SIZES {
            let width = size.0;
            resize(&it.browser, size);
            for scheme in ["light", "dark"] {
                emulate(&it.browser, "screen", scheme);
                picture(&it.browser, &format!("{what} {width} {scheme}"));
            }
            let scrolls = "return document.documentElement.scrollWidth > window.innerWidth";
            assert_eq!(it.browser.run(scrolls), false, "{what} at {width}");
            let small = it.browser.run(TOO_SMALL);
            assert_eq!(small, json!([[], []]), "{what} at {width}");
            // The table of services, where there is one, is a list of rows on a phone.
            let display = it.browser.run(
                "const row = document.querySelector('.index tr');
                 return row && getComputedStyle(row).display",
            );
            if let Some(display) = display.as_str() {
                let expected = if width < 700 { "flex" } else { "table-row" };
                assert_eq!(display, expected, "{what} at {width}");
            }
        }
        let console = it.browser.log("browser");
        assert_eq!(console, Vec::<Value>::new(), "{what}: the console is empty");
    }
}

/// Eleven years of some services: thousands of changes.
fn eleven_years() -> Option<String> {
    let old = published("botocore-1.1.1-py2.py3-none-any.whl")?;
    let new = published("botocore-1.44.5.tar.gz")?;
    let [old, new] = [old, new].map(|it| Catalog::open(&it).expect("a source"));
    let services = [
        "autoscaling",
        "cloudwatch",
        "dynamodb",
        "ecs",
        "lambda",
        "sqs",
    ];
    let options = Options {
        services: services.map(str::to_owned).to_vec(),
        ..Options::default()
    };
    let comparison = compare(&old, &new, &options).expect("a comparison");
    Some(page::html(&comparison, &Page::default()))
}

#[test]
fn a_long_page_is_readable_at_three_sizes() {
    let Some(page) = eleven_years() else {
        return;
    };
    let Some(it) = open("a_long_page_is_readable_at_three_sizes", &page) else {
        return;
    };
    for size in SIZES {
        resize(&it.browser, size);
        picture(&it.browser, &format!("long {}", size.0));
        let scrolls = "return document.documentElement.scrollWidth > window.innerWidth";
        assert_eq!(it.browser.run(scrolls), false, "at {}", size.0);
        assert_eq!(it.browser.run(TOO_SMALL), json!([[], []]), "at {}", size.0);
    }
}

#[test]
fn what_breaks_is_open_and_linked_from_the_head() {
    let Some(it) = open(
        "what_breaks_is_open_and_linked_from_the_head",
        &many_services(),
    ) else {
        return;
    };
    let open = it.browser.run(
        "return [...document.querySelectorAll('main > details.service')]
             .map(it => [it.classList.contains('is-breaking'), it.open])",
    );
    let open: Vec<(bool, bool)> = serde_json::from_value(open).expect("pairs");
    assert!(open.len() > 3);
    assert!(open.iter().all(|(breaks, open)| breaks == open), "{open:?}");
    assert!(open[0].0 && !open[open.len() - 1].0, "the worst first");
    let links = it
        .browser
        .run("return [...document.querySelectorAll('header .breaks a')].map(it => it.hash)");
    let links: Vec<String> = serde_json::from_value(links).expect("links");
    assert_eq!(links.len(), 6, "{links:?}");
    for link in links {
        let script = format!(
            "for (const it of document.querySelectorAll('details')) it.open = false;
             location.hash = '';
             location.hash = {link:?};
             const target = document.querySelector(':target');
             return target.checkVisibility() && target.textContent.includes('breaking')
                 || target.closest('.is-breaking') !== null"
        );
        assert_eq!(it.browser.run(&script), true, "{link}");
    }
}
