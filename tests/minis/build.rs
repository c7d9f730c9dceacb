//! Generates the clients of the mini-models.

fn main() -> botosmith::Result<()> {
    botosmith::build("../models/minis/manifest.toml")
}
