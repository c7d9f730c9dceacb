//! Generates the client of the warehouse from its model.

fn main() -> botosmith::Result<()> {
    botosmith::build("models/manifest.toml")
}
