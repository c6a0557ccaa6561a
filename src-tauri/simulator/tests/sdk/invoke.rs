//! InvokeModel and CountTokens.

use aws_sdk_bedrockruntime::error::ProvideErrorMetadata;
use aws_sdk_bedrockruntime::primitives::Blob;
use aws_sdk_bedrockruntime::types::{ConverseTokensRequest, CountTokensInput};
use serde_json::{Value, json};

use crate::support::{Bench, NOVA, user};

async fn invoke(bench: &Bench, model: &str, body: Value) -> Result<Value, String> {
    let request = bench.runtime.invoke_model().model_id(model).content_type("application/json");
    match request.body(Blob::new(body.to_string())).send().await {
        Ok(answer) => Ok(serde_json::from_slice(answer.body().as_ref()).unwrap()),
        Err(error) => Err(format!("{}: {}", error.code().unwrap_or_default(), error.message().unwrap_or_default())),
    }
}

/// Bodies that are taken, with where the vector (or what stands for it) is and how long it is.
#[tokio::test]
async fn bodies_are_taken() {
    let bench = Bench::start().await;
    let nova = |dimension: usize| {
        json!({
            "schemaVersion": "nova-multimodal-embed-v1",
            "taskType": "SINGLE_EMBEDDING",
            "singleEmbeddingParams": {
                "embeddingPurpose": "GENERIC_INDEX",
                "embeddingDimension": dimension,
                "text": {"truncationMode": "END", "value": "a"},
            },
        })
    };
    let image = "aGVsbG8=";
    let cases = [
        ("amazon.titan-embed-text-v1", json!({"inputText": "a"}), "/embedding", 1536),
        ("amazon.titan-embed-text-v2:0", json!({"inputText": "a"}), "/embedding", 1024),
        (
            "amazon.titan-embed-text-v2:0",
            json!({"inputText": "a", "dimensions": 256, "normalize": true}),
            "/embedding",
            256,
        ),
        (
            "amazon.titan-embed-text-v2:0",
            json!({"inputText": "a", "embeddingTypes": ["binary"]}),
            "/embeddingsByType/binary",
            1024,
        ),
        (
            "amazon.titan-embed-image-v1",
            json!({"inputImage": image, "embeddingConfig": {"outputEmbeddingLength": 384}}),
            "/embedding",
            384,
        ),
        ("cohere.embed-english-v3", json!({"input_type": "search_document", "texts": ["a", "b"]}), "/embeddings", 2),
        (
            "cohere.embed-multilingual-v3",
            json!({"input_type": "search_query", "texts": ["a"], "embedding_types": ["int8"]}),
            "/embeddings/int8/0",
            1024,
        ),
        (
            "cohere.embed-multilingual-v3",
            json!({"input_type": "image", "images": [format!("data:image/png;base64,{image}")]}),
            "/embeddings/0",
            1024,
        ),
        (
            "us.cohere.embed-v4:0",
            json!({"input_type": "clustering", "texts": ["a"], "output_dimension": 512}),
            "/embeddings/0",
            512,
        ),
        (
            "cohere.embed-v4:0",
            json!({"input_type": "search_document", "inputs": [{"content": [{"type": "text", "text": "a"}]}]}),
            "/embeddings/0",
            1536,
        ),
        ("amazon.nova-2-multimodal-embeddings-v1:0", nova(384), "/embeddings/0/embedding", 384),
        (
            "us.twelvelabs.marengo-embed-3-0-v1:0",
            json!({"inputType": "text", "text": {"inputText": "a"}}),
            "/data/0/embedding",
            512,
        ),
        ("amazon.rerank-v1:0", json!({"query": "a", "documents": ["a", "b", "c"], "top_n": 2}), "/results", 2),
        ("cohere.rerank-v3-5:0", json!({"api_version": 2, "query": "a", "documents": ["a", "b"]}), "/results", 2),
        (
            "stability.sd3-5-large-v1:0",
            json!({"prompt": "a", "mode": "text-to-image", "aspect_ratio": "16:9"}),
            "/images",
            1,
        ),
        ("stability.stable-image-core-v1:1", json!({"prompt": "a", "output_format": "JPEG", "seed": 7}), "/seeds", 1),
    ];
    for (model, body, pointer, length) in cases {
        let answer = invoke(&bench, model, body.clone()).await.unwrap();
        assert_eq!(answer.pointer(pointer).unwrap().as_array().unwrap().len(), length, "{model}: {body}");
    }
}

#[tokio::test]
async fn bodies_are_refused() {
    let bench = Bench::start().await;
    let cases = [
        ("amazon.titan-embed-text-v2:0", json!({}), "required key [inputText] not found"),
        ("amazon.titan-embed-text-v2:0", json!({"inputText": ""}), "minLength: 1"),
        ("amazon.titan-embed-text-v2:0", json!({"inputText": "a", "dimensions": 100}), "/dimensions"),
        ("amazon.titan-embed-text-v2:0", json!({"inputText": ["a"]}), "expected type: String"),
        ("amazon.titan-embed-text-v2:0", json!({"inputText": "a".repeat(50_001)}), "maxLength: 50000"),
        ("amazon.titan-embed-text-v1", json!({"inputText": "a", "dimensions": 256}), "extraneous key [dimensions]"),
        ("amazon.titan-embed-text-v1", json!({"inputText": "a".repeat(40_000)}), "Too many input tokens"),
        ("cohere.embed-english-v3", json!({"texts": ["a"]}), "required key [input_type]"),
        (
            "cohere.embed-english-v3",
            json!({"input_type": "search_document", "texts": vec!["a"; 97]}),
            "between 1 and 96",
        ),
        (
            "cohere.embed-english-v3",
            json!({"input_type": "search_document", "texts": ["a".repeat(2049)]}),
            "maxLength: 2048",
        ),
        (
            "cohere.embed-english-v3",
            json!({"input_type": "search_document", "texts": ["a"], "images": ["b"]}),
            "exactly one of",
        ),
        (
            "cohere.embed-english-v3",
            json!({"input_type": "search_document", "texts": ["a"], "output_dimension": 256}),
            "extraneous key",
        ),
        ("cohere.embed-v4:0", json!({"input_type": "search_document", "texts": ["a"], "truncate": "END"}), "/truncate"),
        (
            "amazon.nova-2-multimodal-embeddings-v1:0",
            json!({"taskType": "SINGLE_EMBEDDING", "singleEmbeddingParams": {"embeddingPurpose": "OTHER"}}),
            "embeddingPurpose",
        ),
        ("cohere.rerank-v3-5:0", json!({"query": "a", "documents": ["a"]}), "api_version"),
        ("amazon.rerank-v1:0", json!({"query": "a", "documents": []}), "/documents"),
        ("stability.sd3-5-large-v1:0", json!({"prompt": "a", "aspect_ratio": "4:3"}), "/aspect_ratio"),
        ("stability.sd3-5-large-v1:0", json!({"prompt": "a".repeat(10_001)}), "maxLength: 10000"),
        (NOVA, json!({"messages": []}), "Converse"),
    ];
    for (model, body, part) in cases {
        let error = invoke(&bench, model, body.clone()).await.unwrap_err();
        assert!(error.starts_with("ValidationException") && error.contains(part), "{model}: {error}");
    }
}

#[tokio::test]
async fn the_order_of_a_batch_is_kept() {
    let bench = Bench::start().await;
    let body = |texts: &[&str]| json!({"input_type": "search_document", "texts": texts});
    let both = invoke(&bench, "cohere.embed-english-v3", body(&["a", "b"])).await.unwrap();
    let second = invoke(&bench, "cohere.embed-english-v3", body(&["b"])).await.unwrap();
    assert_eq!(both["embeddings"][1], second["embeddings"][0]);
    let ranked = json!({"query": "hard granite", "documents": ["the sea", "granite is hard"]});
    let ranked = invoke(&bench, "amazon.rerank-v1:0", ranked).await.unwrap();
    assert_eq!(ranked["results"][0]["index"], 1);
}

#[tokio::test]
async fn scripts_work_here_too() {
    let bench = Bench::start().await;
    bench.script("http:ServiceQuotaExceededException");
    let error = invoke(&bench, "amazon.titan-embed-text-v2:0", json!({"inputText": "a"})).await.unwrap_err();
    assert!(error.starts_with("ServiceQuotaExceededException"));
    let prompt = "a [[script: stop:content_filtered]]";
    let answer = invoke(&bench, "stability.sd3-5-large-v1:0", json!({"prompt": prompt})).await.unwrap();
    assert_eq!(answer["finish_reasons"], json!(["Filter reason: prompt"]));
}

#[tokio::test]
async fn tokens_are_counted_where_that_is_covered() {
    let bench = Bench::start().await;
    let input = CountTokensInput::Converse(ConverseTokensRequest::builder().messages(user("Hello there")).build());
    let count = |model: &'static str| bench.runtime.count_tokens().model_id(model).input(input.clone()).send();
    assert_eq!(count("us.anthropic.claude-sonnet-4-5-20250929-v1:0").await.unwrap().input_tokens(), 6);
    assert!(count("us.anthropic.claude-sonnet-5").await.is_err());
}
