//! Finds a service by any of the names that it goes by.

use super::outline::Outline;

/// Result of a search for a service.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// The one service of this name.
    One(&'a Outline),
    /// Several services that share the name.
    Several(Vec<&'a Outline>),
    None,
}

/// Kinds of names, in the order in which they are looked up: those that a service has for itself
/// come before those that it may share.
const KINDS: [fn(&Outline) -> Vec<String>; 5] = [
    |it| vec![it.folder.clone()],
    |it| vec![it.service_id.clone()],
    |it| vec![crate_word(it)],
    |it| {
        let names = it.abbreviation.iter().chain([&it.title]);
        let names = names.flat_map(|name| [name.clone(), without_brand(name).to_owned()]);
        names.collect()
    },
    |it| {
        let names = it.endpoint_prefix.iter().chain(&it.signing_name);
        names.cloned().collect()
    },
];

/// Finds a service. Case, spaces, `-`, `_` and `.` make no difference.
pub(super) fn find<'a>(services: &'a [Outline], name: &str) -> Found<'a> {
    let name = plain(name.strip_prefix("aws-sdk-").unwrap_or(name));
    if name.is_empty() {
        return Found::None;
    }
    for names in KINDS {
        let is_it = |service: &&Outline| names(service).iter().any(|it| plain(it) == name);
        let found: Vec<&Outline> = services.iter().filter(is_it).collect();
        match *found.as_slice() {
            [] => {}
            [one] => return Found::One(one),
            _ => return Found::Several(found),
        }
    }
    Found::None
}

/// Lists every name of a service as it is written, the folder's first.
pub fn names_of(service: &Outline) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for kind in KINDS {
        for name in kind(service) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn crate_word(service: &Outline) -> String {
    let name = service.published_crate();
    name.strip_prefix("aws-sdk-").unwrap_or(&name).to_owned()
}

fn without_brand(name: &str) -> &str {
    let brands = ["Amazon ", "AWS ", "AWS"].iter();
    let mut short = brands.filter_map(|brand| name.strip_prefix(brand));
    short.next().unwrap_or(name)
}

/// Returns a name as it is compared.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '.'));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(folder: &str, id: &str, title: &str, prefix: &str) -> Outline {
        Outline {
            folder: folder.to_owned(),
            service_id: id.to_owned(),
            title: title.to_owned(),
            endpoint_prefix: Some(prefix.to_owned()),
            ..Outline::default()
        }
    }

    #[test]
    fn a_name_of_its_own_comes_before_a_shared_one() {
        let services = [
            service(
                "elb",
                "Elastic Load Balancing",
                "Elastic Load Balancing",
                "elasticloadbalancing",
            ),
            service(
                "elbv2",
                "Elastic Load Balancing v2",
                "Elastic Load Balancing",
                "elasticloadbalancing",
            ),
            service("stepfunctions", "SFN", "AWS Step Functions", "states"),
            service("dms", "Database Migration Service", "AWS DMS", "dms"),
            service("a-one", "A One", "", "shared"),
            service("a-two", "A Two", "", "shared"),
        ];
        for (name, expected) in [
            ("elb", "elb"),
            ("ElasticLoadBalancing", "elb"),
            ("elastic-load-balancing-v2", "elbv2"),
            ("aws-sdk-elasticloadbalancingv2", "elbv2"),
            ("sfn", "stepfunctions"),
            ("step_functions", "stepfunctions"),
            ("AWS Step Functions", "stepfunctions"),
            ("states", "stepfunctions"),
            ("databasemigration", "dms"),
            ("databasemigrationservice", "dms"),
        ] {
            match find(&services, name) {
                Found::One(it) => assert_eq!(it.folder, expected, "{name}"),
                other => panic!("{name}: {other:?}"),
            }
        }
        for name in ["", ".", "- -", "nothing", "aws-sdk-"] {
            assert_eq!(find(&services, name), Found::None, "{name}");
        }
        let Found::Several(both) = find(&services, "Shared") else {
            panic!("two services share it")
        };
        assert_eq!(both.len(), 2);
    }
}
