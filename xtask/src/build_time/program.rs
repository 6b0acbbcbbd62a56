//! The programs that are built.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// A program that fetches a list and prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// With reqwest, serde_json and tokio only.
    Bare,
    /// With `atlas-api`.
    Atlas,
}

const BARE: &str = r#"
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "another provider is installed")?;
    let url = std::env::args().nth(1).ok_or("missing URL")?;
    let response = reqwest::Client::new().get(url).send().await?;
    let body: serde_json::Value = serde_json::from_slice(&response.bytes().await?)?;
    println!("{body}");
    Ok(())
}
"#;

const ATLAS: &str = r#"
use atlas_api::{
    Atlas,
    database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let atlas = Atlas::new("PUBLIC-KEY", "PRIVATE-KEY", "5f1a2b3c4d5e6f7a8b9c0d1e")?;
    let users = atlas.database_users();
    let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password").add_role("sales", RoleSpecs::Read)?;
    users.create(spec).await?;
    let mut all = users.list().stream();
    while let Some(user) = all.next().await {
        println!("{:?}", user?.username);
    }
    Ok(())
}
"#;

impl Program {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Atlas => "atlas",
        }
    }

    /// Writes the package into `directory`. It depends on a commit of `checkout`, and on the versions that are locked there.
    pub(super) fn write(self, directory: &Path, checkout: &Path, revision: &str) -> Result<()> {
        fs::create_dir_all(directory.join("src"))?;
        fs::write(directory.join("Cargo.toml"), self.manifest(checkout, revision))?;
        fs::write(directory.join("src/main.rs"), self.source())?;
        fs::copy(checkout.join("Cargo.lock"), directory.join("Cargo.lock")).context("cannot copy `Cargo.lock`")?;
        Ok(())
    }

    /// Changes the source of the program.
    pub(super) fn change(self, directory: &Path) -> Result<()> {
        let changed = self.source().replace("println!(\"{", "println!(\"changed: {");
        fs::write(directory.join("src/main.rs"), changed)?;
        Ok(())
    }

    fn source(self) -> &'static str {
        match self {
            Self::Bare => BARE,
            Self::Atlas => ATLAS,
        }
    }

    fn manifest(self, checkout: &Path, revision: &str) -> String {
        let dependencies = match self {
            // The features are those of `atlas-api`.
            Self::Bare => "reqwest = { version = \"*\", default-features = false, features = \
                           [\"form\", \"json\", \"query\", \"rustls-no-provider\", \"stream\", \"system-proxy\"] }\n\
                           rustls = { version = \"*\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }\n\
                           serde_json = { version = \"*\", features = [\"float_roundtrip\"] }\n"
                .to_owned(),
            // cargo compiles a package from git like one from a registry: not incrementally, and without lints.
            Self::Atlas => format!("atlas-api = {{ git = \"file://{}\", rev = {revision:?} }}\n", checkout.display()),
        };
        format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [profile.release]\nstrip = true\n\n\
             [dependencies]\n{dependencies}tokio = {{ version = \"*\", features = [\"macros\", \"rt\"] }}\n",
            self.name()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_written_with_the_locked_versions_and_can_be_changed() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("Cargo.lock"), "locked").unwrap();
        for program in [Program::Bare, Program::Atlas] {
            let package = directory.path().join(program.name());
            program.write(&package, directory.path(), "0123abc").unwrap();
            program.change(&package).unwrap();
            assert_eq!(fs::read_to_string(package.join("Cargo.lock")).unwrap(), "locked");
            let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
            assert!(manifest.contains(&format!("name = \"{}\"", program.name())), "{manifest}");
            assert!(fs::read_to_string(package.join("src/main.rs")).unwrap().contains("changed: "));
        }
    }
}
