//! Registers a container instance with a cluster of Amazon ECS, as the ECS agent does when it
//! starts.
//!
//! On an EC2 instance the two files are at
//! `http://169.254.169.254/latest/dynamic/instance-identity/`.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aws_clients::ecs as aws_sdk_ecs;
use aws_config::{BehaviorVersion, Region, meta::region::RegionProviderChain};
use aws_sdk_ecs::{Client, error::ErrorMetadata, types::Resource};
use clap::Parser;

/// Register a container instance with a cluster of Amazon ECS
#[derive(Parser)]
struct Arguments {
    /// Name or ARN of the cluster [default: the cluster `default`]
    #[arg(long)]
    cluster: Option<String>,
    /// The instance's identity document; - is standard input
    #[arg(long, value_name = "FILE")]
    identity_document: Option<PathBuf>,
    /// The signature of the identity document
    #[arg(long, value_name = "FILE")]
    identity_signature: Option<PathBuf>,
    /// CPU units of the instance, of which a core has 1024
    #[arg(long, value_name = "UNITS", default_value_t = 1024)]
    cpu: i32,
    /// Memory of the instance
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    memory: i32,
    /// The cluster's region [default: the region of the environment or the profile]
    #[arg(long)]
    region: Option<String>,
    /// URL to call instead of ECS, such as that of a mock
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match register(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

async fn register(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let region = RegionProviderChain::first_try(arguments.region.map(Region::new));
    let mut config =
        aws_config::defaults(BehaviorVersion::latest()).region(region.or_default_provider());
    if let Some(url) = arguments.endpoint_url {
        config = config.endpoint_url(url);
    }
    let client = Client::new(&config.load().await);

    let output = client
        .register_container_instance()
        .set_cluster(arguments.cluster)
        .set_instance_identity_document(read(arguments.identity_document)?)
        .set_instance_identity_document_signature(read(arguments.identity_signature)?)
        .total_resources(integer("CPU", arguments.cpu))
        .total_resources(integer("MEMORY", arguments.memory))
        .send()
        .await?;

    let instance = output
        .container_instance()
        .ok_or("the response has no container instance")?;
    let arn = instance.container_instance_arn().unwrap_or_default();
    println!("ARN              {arn}");
    println!("status           {}", instance.status().unwrap_or_default());
    println!("agent connected  {}", instance.agent_connected());
    for resource in instance.registered_resources() {
        println!(
            "{:16} {}",
            resource.name().unwrap_or_default(),
            amount(resource)
        );
    }
    Ok(())
}

/// The text of an error with its causes. (`DisplayErrorContext` has more for logs, such as the
/// whole response.)
fn with_causes(error: &(dyn Error + 'static)) -> String {
    std::iter::successors(Some(error), |&error| error.source())
        // The text of the service's error has the metadata already.
        .take_while(|error| !error.is::<ErrorMetadata>())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

fn integer(name: &str, value: i32) -> Resource {
    Resource::builder()
        .name(name)
        .r#type("INTEGER")
        .integer_value(value)
        .build()
}

fn amount(resource: &Resource) -> String {
    match resource.r#type() {
        Some("INTEGER") => resource.integer_value().to_string(),
        Some("LONG") => resource.long_value().to_string(),
        Some("DOUBLE") => resource.double_value().to_string(),
        _ => resource.string_set_value().join(" "),
    }
}

fn read(file: Option<PathBuf>) -> Result<Option<String>, String> {
    let Some(file) = file else { return Ok(None) };
    let text = if file == Path::new("-") {
        io::read_to_string(io::stdin())
    } else {
        std::fs::read_to_string(&file)
    };
    text.map(Some)
        .map_err(|error| format!("{}: {error}", file.display()))
}
