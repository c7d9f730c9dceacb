//! Endpoint rule sets of a published botocore, and its test cases for them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::sync::OnceLock;

use generator_tests::botocore::published;

/// Source distribution that the cases are from.
const SDIST: &str = "botocore-1.44.5.tar.gz";

/// Endpoint data of a botocore release, as text.
#[derive(Debug, Default)]
pub struct Corpus {
    /// `partitions.json`
    pub partitions: String,
    /// The latest rule set of each service, by the name of its folder.
    pub rules: BTreeMap<String, String>,
    /// Cases by service.
    pub cases: BTreeMap<String, String>,
}

/// The corpus, unpacked once; `None` where there is no such file (see [`published`]).
pub fn corpus() -> Option<&'static Corpus> {
    static CORPUS: OnceLock<Option<Corpus>> = OnceLock::new();
    CORPUS.get_or_init(read).as_ref()
}

fn read() -> Option<Corpus> {
    let file = File::open(published(SDIST)?).expect("the sdist");
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let mut corpus = Corpus::default();
    let mut versions: BTreeMap<String, String> = BTreeMap::new();
    for entry in archive.entries().expect("a tar") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").display().to_string();
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let mut text = || {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("a text");
            text
        };
        match *parts.as_slice() {
            ["botocore", "data", "partitions.json"] => corpus.partitions = text(),
            [
                "botocore",
                "data",
                service,
                version,
                "endpoint-rule-set-1.json",
            ] => {
                let latest = versions.entry(service.to_owned()).or_default();
                if version > latest.as_str() {
                    *latest = version.to_owned();
                    corpus.rules.insert(service.to_owned(), text());
                }
            }
            [
                "tests",
                "functional",
                "endpoint-rules",
                service,
                "endpoint-tests-1.json",
            ] => {
                corpus.cases.insert(service.to_owned(), text());
            }
            _ => {}
        }
    }
    Some(corpus)
}
