//! Settings of the example by environment and profile, as in all of AWS's tools.

use std::fmt::Write;
use std::process::Output;
use std::time::Duration;

use client_tests::recorder::Recorder;
use tokio::process::Command;
use tokio::time::timeout;

/// More than anything takes on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The example with an environment and a configuration file. `$` stands for the server's URL.
struct Setting {
    name: &'static str,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
    profile: &'static str,
    /// The path of the request, or the error, before which nothing was sent.
    expected: Result<&'static str, &'static str>,
}

const SECTION: &str = "\
endpoint_url = $/profile
services = local
[services local]
dynamodb =
  endpoint_url = $/another-service
ecs =
  endpoint_url = $/section
";

const SETTINGS: [Setting; 11] = [
    Setting {
        name: "the variable of all services",
        arguments: &[],
        environment: &[("AWS_ENDPOINT_URL", "$/all")],
        profile: "",
        expected: Ok("/all/"),
    },
    Setting {
        name: "the service's variable before that of all services",
        arguments: &[],
        environment: &[
            ("AWS_ENDPOINT_URL", "$/all"),
            ("AWS_ENDPOINT_URL_ECS", "$/ecs"),
        ],
        profile: "",
        expected: Ok("/ecs/"),
    },
    Setting {
        name: "another service's variable",
        arguments: &[],
        environment: &[
            ("AWS_ENDPOINT_URL", "$/all"),
            ("AWS_ENDPOINT_URL_DYNAMODB", "$/dynamodb"),
        ],
        profile: "",
        expected: Ok("/all/"),
    },
    Setting {
        name: "the profile's URL",
        arguments: &[],
        environment: &[],
        profile: "endpoint_url = $/profile\n",
        expected: Ok("/profile/"),
    },
    Setting {
        name: "the profile's services before its URL",
        arguments: &[],
        environment: &[],
        profile: SECTION,
        expected: Ok("/section/"),
    },
    Setting {
        name: "the service's variable before the profile's services",
        arguments: &[],
        environment: &[("AWS_ENDPOINT_URL_ECS", "$/ecs")],
        profile: SECTION,
        expected: Ok("/ecs/"),
    },
    Setting {
        name: "the program's own URL before all others",
        arguments: &["--endpoint-url", "$/own"],
        environment: &[("AWS_ENDPOINT_URL_ECS", "$/ecs")],
        profile: SECTION,
        expected: Ok("/own/"),
    },
    // A region that no host can have, so that the error is that of the endpoint rules instead of
    // one of DNS.
    Setting {
        name: "configured URLs ignored, by a variable",
        arguments: &["--region", "not/a/region"],
        environment: &[
            ("AWS_ENDPOINT_URL", "$/all"),
            ("AWS_ENDPOINT_URL_ECS", "$/ecs"),
            ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
        ],
        profile: SECTION,
        expected: Err("\"not/a/region\" cannot be part of an endpoint"),
    },
    Setting {
        name: "configured URLs ignored, by the profile",
        arguments: &["--region", "not/a/region"],
        environment: &[],
        profile: "ignore_configured_endpoint_urls = true\nendpoint_url = $/profile\n",
        expected: Err("\"not/a/region\" cannot be part of an endpoint"),
    },
    Setting {
        name: "FIPS with a URL",
        arguments: &[],
        environment: &[
            ("AWS_ENDPOINT_URL", "$/all"),
            ("AWS_USE_FIPS_ENDPOINT", "true"),
        ],
        profile: "",
        expected: Err("FIPS and custom endpoint are not supported"),
    },
    Setting {
        name: "dual-stack with a URL, by the profile",
        arguments: &[],
        environment: &[("AWS_ENDPOINT_URL", "$/all")],
        profile: "use_dualstack_endpoint = true\n",
        expected: Err("Dualstack and custom endpoint are not supported"),
    },
];

#[tokio::test]
async fn urls_come_from_where_aws_says() {
    let server = Recorder::start().await.expect("a server");
    let mut wrong = String::new();
    for setting in &SETTINGS {
        let output = run(setting, &server.url()).await;
        let error = String::from_utf8_lossy(&output.stderr);
        let sent = server.take();
        let targets: Vec<&str> = sent.iter().map(|it| it.target.as_str()).collect();
        let is_right = match setting.expected {
            Ok(path) => targets == [path],
            Err(message) => targets.is_empty() && error.contains(message),
        };
        if !is_right {
            let name = setting.name;
            writeln!(wrong, "{name}: {targets:?} {error}").expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

async fn run(setting: &Setting, url: &str) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("config");
    let text = format!("[default]\nregion = eu-west-1\n{}", setting.profile);
    std::fs::write(&profile, text.replace('$', url)).expect("a profile");
    let mut command = Command::new(env!("CARGO_BIN_EXE_register-container-instance"));
    command
        .args(setting.arguments.iter().map(|it| it.replace('$', url)))
        .env_clear()
        .envs(std::env::vars_os().filter(|(name, _)| !name.to_string_lossy().starts_with("AWS_")))
        .envs(
            setting
                .environment
                .iter()
                .map(|(name, value)| (name, value.replace('$', url))),
        )
        .env("AWS_CONFIG_FILE", &profile)
        .env("AWS_SHARED_CREDENTIALS_FILE", folder.path().join("none"))
        .env("AWS_ACCESS_KEY_ID", "an-id")
        .env("AWS_SECRET_ACCESS_KEY", "a-secret")
        .env("AWS_EC2_METADATA_DISABLED", "true");
    let output = timeout(TIMEOUT, command.output()).await;
    output.expect("it ends in time").expect("it runs")
}
