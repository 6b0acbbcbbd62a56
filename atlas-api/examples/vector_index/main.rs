//! Creates an index for vector search on a collection, unless it exists, and waits until queries can use it.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`,
//! `MONGODB_ATLAS_PROJECT_ID`, and `CLUSTER` with the name of the cluster.

use std::io::Write;

use atlas_api::{
    Atlas,
    search::{SearchIndexSpec, Similarity, VectorDefinition},
};

const NAME: &str = "product-vectors";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cluster = std::env::var("CLUSTER")?;
    run(&Atlas::from_env()?, &cluster, &mut std::io::stdout()).await
}

async fn run(atlas: &Atlas, cluster: &str, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let indexes = atlas.search_indexes(cluster);
    let definition = VectorDefinition::new().vector("embedding", 1536, Similarity::Cosine).filter("country");
    let index = match indexes.create(SearchIndexSpec::new("shop", "products", NAME, definition)).await {
        Ok(index) => index,
        Err(error) if error.is_duplicate() => {
            writeln!(out, "{NAME} exists")?;
            indexes.get_by_name("shop", "products", NAME).await?
        }
        Err(error) => return Err(error.into()),
    };
    let ready = indexes.wait_until_ready(index.index_id.as_deref().unwrap_or_default()).await?;
    writeln!(out, "{NAME} is {}", ready.status.as_ref().map_or("?", |status| status.as_str()))?;
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn the_index_is_created_once() {
    let (_fake, atlas) = shared::fake(&[shared::cluster("orders", "M10")]).await;
    for expected in ["product-vectors is READY\n", "product-vectors exists\nproduct-vectors is READY\n"] {
        let mut out = Vec::new();
        let outcome = run(&atlas, "orders", &mut out).await;
        assert_eq!(shared::text(outcome, out), expected);
    }
}
