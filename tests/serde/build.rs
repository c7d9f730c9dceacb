//! Generates the clients.

fn main() -> botosmith::Result<()> {
    botosmith::build("../models/serde/manifest.toml")
}
