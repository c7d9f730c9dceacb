"""Prepares a mock of AWS for a test, and shows its state afterwards, with boto3.

    ecs.py prepare --cluster NAME --region REGION --endpoint-url URL
    ecs.py show --cluster NAME --region REGION --endpoint-url URL

`prepare` creates the cluster and an EC2 instance, and prints the instance's identity document. `show` prints
the cluster's container instances, as ECS describes them.
"""

import argparse
import json

import boto3


def prepare(ecs, ec2, arguments):
    ecs.create_cluster(clusterName=arguments.cluster)
    image = ec2.describe_images()["Images"][0]["ImageId"]
    instances = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"]
    # moto ignores the other keys of a real document.
    return {"instanceId": instances[0]["InstanceId"], "region": arguments.region}


def show(ecs, _ec2, arguments):
    arns = ecs.list_container_instances(cluster=arguments.cluster)["containerInstanceArns"]
    if not arns:
        return []
    described = ecs.describe_container_instances(
        cluster=arguments.cluster, containerInstances=arns
    )
    if described["failures"]:
        raise RuntimeError(described["failures"])
    return described["containerInstances"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["prepare", "show"])
    parser.add_argument("--cluster", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--endpoint-url", required=True)
    arguments = parser.parse_args()
    session = boto3.Session("test", "test", region_name=arguments.region)
    ecs, ec2 = (
        session.client(service, endpoint_url=arguments.endpoint_url) for service in ["ecs", "ec2"]
    )
    command = prepare if arguments.command == "prepare" else show
    # Times are the only values that JSON does not have.
    print(json.dumps(command(ecs, ec2, arguments), default=str))


if __name__ == "__main__":
    main()
