//! The set-up of the examples in the documentation.

/// Runs an example with a client of a fake Atlas, which keeps the set-up out of the examples' text.
///
/// The project of the client has the resources in `example.json` and the database users `user-1` to `user-3`.
#[doc(hidden)]
#[macro_export]
macro_rules! __example {
    (|$atlas:ident, $fake:ident| { $($body:tt)* }) => {
        #[allow(unused_variables)]
        let run = || -> ::std::result::Result<(), ::std::boxed::Box<dyn ::std::error::Error>> {
            let runtime = ::tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let $fake = ::atlas_fake::FakeAtlas::start().await?;
                let resources: ::std::collections::BTreeMap<&str, ::std::vec::Vec<::serde_json::Value>> =
                    ::serde_json::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/example.json")))?;
                for (path, resources) in resources {
                    for resource in resources {
                        $fake.insert(path, resource)?;
                    }
                }
                $fake.seed_database_users(3);
                let $atlas = $crate::Atlas::builder()
                    .api_key($fake.public_key(), $fake.private_key())
                    .project_id($fake.project_id())
                    .organization_id($fake.organization_id())
                    .base_url($fake.base_url())
                    .build()?;
                { $($body)* }
                ::std::result::Result::Ok(())
            })
        };
        if let ::std::result::Result::Err(error) = run() {
            ::std::panic!("{error}");
        }
    };
}
