//! Version bumps, by Cargo's rules of semantic versioning.

use semver::{BuildMetadata, Prerelease, Version};

/// Version bump that changes require.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The version stays.
    None,
    /// 1.2.3 to 1.2.4; 0.1.2 to 0.1.3
    Patch,
    /// 1.2.3 to 1.3.0; 0.1.2 to 0.1.3
    Minor,
    /// 1.2.3 to 2.0.0; 0.1.2 to 0.2.0; 0.0.2 to 0.0.3
    Major,
    /// Not known, since Rust was not compared for all services.
    Unknown,
}

impl Step {
    /// Returns the version bump as a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Unknown => "not known",
        }
    }

    /// Returns the name for machines.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            step => step.word(),
        }
    }

    /// Returns the version after a release that makes this step. Without a step, or if the step is
    /// not known, the version stays.
    ///
    /// A pre-release becomes the release that it is for, unless something breaks: Cargo takes
    /// releases for compatible with their pre-releases.
    #[must_use]
    pub fn apply(self, version: &Version) -> Version {
        let is_early = version.major == 0;
        let mut next = version.clone();
        next.pre = Prerelease::EMPTY;
        next.build = BuildMetadata::EMPTY;
        match self {
            Self::None | Self::Unknown => return version.clone(),
            Self::Patch | Self::Minor if !version.pre.is_empty() => {}
            Self::Minor if !is_early => (next.minor, next.patch) = (next.minor + 1, 0),
            Self::Patch | Self::Minor => next.patch += 1,
            Self::Major if !is_early => {
                (next.major, next.minor, next.patch) = (next.major + 1, 0, 0);
            }
            Self::Major if version.minor > 0 => (next.minor, next.patch) = (next.minor + 1, 0),
            Self::Major => next.patch += 1,
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::Step;
    use semver::{Version, VersionReq};

    const VERSIONS: [&str; 9] = [
        "0.0.0",
        "0.0.3",
        "0.1.0",
        "0.1.2",
        "1.0.0",
        "1.2.3",
        "12.0.9+build",
        "0.1.0-alpha.1",
        "2.0.0-rc.1",
    ];

    fn version(text: &str) -> Version {
        Version::parse(text).expect("a version")
    }

    /// Cargo picks a newer version for `name = "1.2.3"` if this requirement matches it.
    fn is_picked(old: &Version, new: &Version) -> bool {
        let requirement = VersionReq::parse(&format!("^{old}")).expect("a requirement");
        requirement.matches(new)
    }

    #[test]
    fn cargo_picks_a_version_by_itself_unless_it_breaks() {
        for text in VERSIONS {
            let old = version(text);
            for step in [Step::Patch, Step::Minor, Step::Major] {
                let new = step.apply(&old);
                assert!(new.cmp_precedence(&old).is_gt(), "{old} {step:?} {new}");
                // In 0.0.x, Cargo takes no version for compatible with another one.
                let is_exact = (old.major, old.minor) == (0, 0);
                let is_compatible = step != Step::Major && !is_exact;
                assert_eq!(is_picked(&old, &new), is_compatible, "{old} {step:?} {new}");
            }
            for step in [Step::None, Step::Unknown] {
                assert_eq!(step.apply(&old), old);
            }
        }
    }

    #[test]
    fn the_smallest_step_is_made() {
        for (old, step, new) in [
            ("0.1.2", Step::Patch, "0.1.3"),
            ("0.1.2", Step::Minor, "0.1.3"),
            ("0.1.2", Step::Major, "0.2.0"),
            ("0.0.2", Step::Major, "0.0.3"),
            ("1.2.3", Step::Patch, "1.2.4"),
            ("1.2.3", Step::Minor, "1.3.0"),
            ("1.2.3", Step::Major, "2.0.0"),
            ("0.1.0-alpha.1", Step::Minor, "0.1.0"),
            ("2.0.0-rc.1", Step::Major, "3.0.0"),
        ] {
            assert_eq!(step.apply(&version(old)), version(new), "{old} {step:?}");
        }
    }
}
