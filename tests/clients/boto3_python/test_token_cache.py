"""A sign-in that Outcrop renews is boto3's too, and the other way round: both keep it in ~/.aws/sso/cache."""

import hashlib
import http.server
import json
import pathlib
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from openai import OpenAI

from processes import ACCESS_KEY_ID, KEY, SECRET_ACCESS_KEY, Outcrop, Simulator, clean_environment

CONFIG = """
[profile dev]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Dev
region = us-east-1
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
"""
CACHE = f".aws/sso/cache/{hashlib.sha1(b'corp').hexdigest()}.json"
ROLE = {"accessKeyId": ACCESS_KEY_ID, "secretAccessKey": SECRET_ACCESS_KEY, "expiration": 1000 * int(time.time() + 3600)}


class IdentityCenter(http.server.BaseHTTPRequestHandler):
    """The two calls that a renewal takes."""

    renewals = 0
    presented: list[str] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        assert self.path == "/token" and asked["grantType"] == "refresh_token", asked
        type(self).renewals += 1
        token = f"access-{self.renewals}"
        self.answer({"accessToken": token, "tokenType": "Bearer", "expiresIn": 28800, "refreshToken": "refresh"})

    def do_GET(self) -> None:
        self.presented.append(self.headers["x-amz-sso_bearer_token"])
        # The simulator's key has no session token, and botocore insists on one.
        token = {"sessionToken": "session"} if "otocore" in self.headers["user-agent"] else {}
        self.answer({"roleCredentials": ROLE | token})

    def answer(self, body: dict) -> None:
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def center() -> Iterator[tuple[type[IdentityCenter], str]]:
    handler = type("Own", (IdentityCenter,), {"renewals": 0, "presented": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield handler, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def signed_in(home: pathlib.Path) -> None:
    """A sign-in that has run out, but can be renewed."""
    moment = lambda **away: (datetime.now(UTC) + timedelta(**away)).strftime("%Y-%m-%dT%H:%M:%SZ")
    token = {
        "startUrl": "https://corp.awsapps.com/start",
        "region": "us-east-1",
        "accessToken": "old",
        "expiresAt": moment(minutes=-1),
        "clientId": "client",
        "clientSecret": "client-secret",
        "registrationExpiresAt": moment(days=30),
        "refreshToken": "refresh",
    }
    (home / CACHE).parent.mkdir(parents=True)
    (home / CACHE).write_text(json.dumps(token))
    (home / ".aws/config").write_text(CONFIG)


def asked_by_boto3(home: pathlib.Path, center: str) -> str:
    """The access key that boto3 gets, in a process of its own: botocore reads the environment once."""
    ask = "import boto3; print(boto3.Session(profile_name='dev').get_credentials().get_frozen_credentials().access_key)"
    environment = clean_environment(str(home), AWS_ENDPOINT_URL_SSO=center, AWS_ENDPOINT_URL_SSO_OIDC=center)
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def ask_outcrop(home: pathlib.Path, center: str, simulator: Simulator) -> None:
    services = {"AWS_ENDPOINT_URL_SSO": center, "AWS_ENDPOINT_URL_SSO_OIDC": center}
    bedrock = {f"AWS_ENDPOINT_URL_{name}": simulator.url for name in ("BEDROCK", "BEDROCK_RUNTIME")}
    outcrop = Outcrop("--profile", "dev", HOME=str(home), **services, **bedrock)
    try:
        with OpenAI(base_url=outcrop.base_url, api_key=KEY) as client:
            messages = [{"role": "user", "content": "Hello"}]
            assert client.chat.completions.create(model="gpt-4o", messages=messages).choices
    finally:
        assert outcrop.stop() == 0


def test_boto3_uses_what_outcrop_has_renewed(tmp_path: pathlib.Path, center, simulator: Simulator) -> None:
    seen, url = center
    signed_in(tmp_path)
    ask_outcrop(tmp_path, url, simulator)
    assert seen.renewals == 1
    assert stat.S_IMODE((tmp_path / CACHE).stat().st_mode) == 0o600
    assert asked_by_boto3(tmp_path, url) == ACCESS_KEY_ID
    assert seen.renewals == 1, "boto3 found it good"
    assert set(seen.presented) == {"access-1"}


def test_outcrop_uses_what_boto3_has_renewed(tmp_path: pathlib.Path, center, simulator: Simulator) -> None:
    seen, url = center
    signed_in(tmp_path)
    assert asked_by_boto3(tmp_path, url) == ACCESS_KEY_ID
    assert seen.renewals == 1
    ask_outcrop(tmp_path, url, simulator)
    assert seen.renewals == 1, "Outcrop found it good"
    assert set(seen.presented) == {"access-1"}
