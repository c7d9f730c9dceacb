//! Prints what the published crate of Amazon ECS reports of its calls.

#[path = "../../../client/tests/telemetry/record.rs"]
mod record;
#[path = "../../../client/tests/telemetry/scenarios.rs"]
mod scenarios;

use aws_sdk_ecs as sdk;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    print!("{}", runtime.block_on(scenarios::record()));
}
