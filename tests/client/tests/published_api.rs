//! Code written for `aws-sdk-ecs`, which has to compile with the generated client, unchanged except
//! for the `use` below. (It was compiled with `aws-sdk-ecs` 1.157.0 when it was written.)

#![allow(unused_imports, reason = "that the names exist is the test")]

use aws_clients::ecs as sdk;

use sdk::config::auth::{
    DefaultAuthSchemeResolver, Params as AuthParams, ParamsBuilder as AuthPB, ResolveAuthScheme,
};
use sdk::config::endpoint::{
    DefaultResolver, Endpoint, EndpointFuture, InvalidParams, Params, ParamsBuilder,
    ResolveEndpoint, SharedEndpointResolver,
};
use sdk::config::http::{HttpRequest, HttpResponse};
use sdk::config::interceptors::*;
use sdk::config::retry::{
    ClassifyRetry, RetryAction, RetryConfig, RetryMode, RetryPartition, ShouldAttempt, TokenBucket,
};
use sdk::config::timeout::{TimeoutConfig, TimeoutConfigBuilder};
use sdk::config::{
    AppName, BehaviorVersion, Builder, Config, Credentials, Region, SharedCredentialsProvider,
};
use sdk::config::{
    AsyncSleep, ConfigBag, FrameworkMetadata, FrozenLayer, HttpClient, IdentityCache, Intercept,
    IntoShared, Layer, ProvideCredentials, ResolveCachedIdentity, RuntimeComponents,
    RuntimeComponentsBuilder, RuntimePlugin, SharedAsyncSleep, SharedHttpClient,
    SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, Sleep,
    StalledStreamProtectionConfig,
};
use sdk::error::{
    BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata,
    SdkError, UnknownVariantError,
};
use sdk::operation::RequestId;
use sdk::operation::register_container_instance::builders::*;
use sdk::operation::register_container_instance::*;
use sdk::primitives::{Blob, DateTime, DateTimeFormat};
use sdk::types::builders::*;
use sdk::types::error::builders::*;
use sdk::types::error::{ClientException, ServerException};
use sdk::types::*;
use sdk::{Client, Error};

async fn call(conf: &aws_types::SdkConfig) -> Result<(), Error> {
    let client = Client::new(conf);
    let r: Resource = Resource::builder()
        .name("CPU")
        .r#type("INTEGER")
        .integer_value(1)
        .double_value(1.0)
        .long_value(2)
        .string_set_value("x")
        .set_string_set_value(Some(vec![]))
        .build();
    let v = VersionInfo::builder()
        .agent_version("1")
        .agent_hash("a")
        .docker_version("d")
        .build();
    let b: RegisterContainerInstanceFluentBuilder = client
        .register_container_instance()
        .cluster("c")
        .set_cluster(Some("d".into()))
        .total_resources(r.clone())
        .version_info(v)
        .container_instance_arn("x")
        .instance_identity_document("d")
        .instance_identity_document_signature("s")
        .attributes(
            Attribute::builder()
                .name("rack")
                .target_type(TargetType::ContainerInstance)
                .build()?,
        )
        .platform_devices(
            PlatformDevice::builder()
                .id("GPU-0")
                .r#type(PlatformDeviceType::Gpu)
                .build()?,
        )
        .tags(Tag::builder().key("team").value("blue").build());
    let _: &Option<String> = b.get_cluster();
    let _: &Option<Vec<Resource>> = b.get_total_resources();
    let i: RegisterContainerInstanceInputBuilder = b.as_input().clone();
    let input: RegisterContainerInstanceInput = i.clone().build()?;
    let _: Option<&str> = input.cluster();
    let _: &[Resource] = input.total_resources();
    let _: Option<&VersionInfo> = input.version_info();
    let out: RegisterContainerInstanceOutput = b
        .clone()
        .customize()
        .interceptor(Nothing)
        .mutate_request(|r| {
            r.headers_mut().insert("a", "b");
        })
        .map_request(Ok::<_, std::io::Error>)
        .config_override(Config::builder())
        .send()
        .await?;
    let _: Option<&str> = out.request_id();
    let c: Option<&ContainerInstance> = out.container_instance();
    if let Some(c) = c {
        let _: (
            Option<&str>,
            bool,
            i32,
            Option<&AgentUpdateStatus>,
            &[Resource],
        ) = (
            c.status(),
            c.agent_connected(),
            c.running_tasks_count(),
            c.agent_update_status(),
            c.remaining_resources(),
        );
        match c.agent_update_status() {
            Some(AgentUpdateStatus::Failed) => {}
            Some(o) => {
                let _: &str = o.as_str();
            }
            None => {}
        }
    }
    let _ = AgentUpdateStatus::try_parse("x").is_err();
    let _: &'static [&'static str] = AgentUpdateStatus::values();
    let _ = i.send_with(&client).await;
    match b.send().await {
        Ok(_) => {}
        Err(SdkError::ServiceError(e)) => match e.err() {
            RegisterContainerInstanceError::ClientException(x) => {
                let _: (Option<&str>, &ErrorMetadata) = (x.message(), x.meta());
            }
            e if e.is_server_exception() => {}
            e => {
                let _: (Option<&str>, Option<&str>) = (e.code(), e.message());
            }
        },
        Err(e) => {
            let _ = format!("{}", DisplayErrorContext(&e));
            return Err(e.into());
        }
    }
    let e = RegisterContainerInstanceError::ClientException(
        ClientException::builder()
            .message("x")
            .meta(ErrorMetadata::builder().code("c").build())
            .build(),
    );
    let _: Error = e.into();
    let _ = RegisterContainerInstanceError::unhandled("x");
    let _ = RegisterContainerInstanceError::generic(ErrorMetadata::builder().build());
    let _ = RegisterContainerInstance::new();
    Ok(())
}
#[derive(Debug)]
struct Nothing;
impl Intercept for Nothing {
    fn name(&self) -> &'static str {
        "n"
    }
}

fn configs(conf: &aws_types::SdkConfig) -> Config {
    let c = Builder::from(conf)
        .region(Region::new("us-east-1"))
        .region(None)
        .credentials_provider(Credentials::new("a", "b", None, None, "p"))
        .app_name(AppName::new("x").unwrap())
        .retry_config(RetryConfig::standard())
        .timeout_config(TimeoutConfig::builder().build())
        .endpoint_url("http://x")
        .use_fips(true)
        .use_dual_stack(false)
        .behavior_version(BehaviorVersion::latest())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .idempotency_token_provider("x")
        .endpoint_resolver(DefaultResolver::new())
        .auth_scheme_resolver(DefaultAuthSchemeResolver::default())
        .identity_cache(IdentityCache::lazy().build())
        .allow_no_auth()
        .disable_clock_skew_correction(true)
        .retry_partition(RetryPartition::new("x"))
        .emit_input_attributes(["a"])
        .capture_input_attributes(["b"])
        .interceptor(Nothing)
        .build();
    let _ = (
        c.region(),
        c.retry_config(),
        c.timeout_config(),
        c.app_name(),
        c.http_client(),
        c.sleep_impl(),
        c.time_source(),
        c.identity_cache(),
        c.endpoint_resolver(),
        c.signing_name(),
        c.stalled_stream_protection(),
        c.interceptors().count(),
        c.retry_classifiers().count(),
        c.auth_schemes().count(),
        c.auth_scheme_resolver(),
        c.auth_scheme_preference(),
        c.retry_partition(),
        c.framework_metadata(),
        c.disable_clock_skew_correction(),
        c.invocation_id_generator(),
    );
    let p: Params = Params::builder()
        .region("x")
        .use_fips(true)
        .use_dual_stack(true)
        .endpoint("e")
        .build()
        .unwrap();
    let _ = (p.region(), p.use_fips(), p.use_dual_stack(), p.endpoint());
    let a = AuthParams::builder().operation_name("x").build().unwrap();
    let _: &str = a.operation_name();
    let _ = sdk::meta::PKG_VERSION;
    c.to_builder().build()
}

#[test]
fn settings_are_carried_over() {
    let config = aws_types::SdkConfig::builder().behavior_version(BehaviorVersion::latest());
    let config = configs(&config.build());
    assert_eq!(config.app_name().unwrap().to_string(), "x");
    let _: fn(&aws_types::SdkConfig) -> _ = |it| drop(call(it));
}
