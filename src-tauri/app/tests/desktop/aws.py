"""AWS's identity services in small, each on its real wire: STS, the portal and the authorization server of IAM Identity
Center. With them, what AWS's tools keep in a home."""
import datetime
import hashlib
import http.server
import json
import threading
import time
import urllib.parse

# What the simulator of `tests/tray.rs` takes.
SECRET = "simulator/secret/that/opens/nothing/0001"
KEY_ID, TEMPORARY_ID = "AKIASIMULATOR0000001", "ASIASIMULATOR0000002"
CANARIES = {name: f"canary-{name}" for name in ("access-token", "refresh-token", "client-secret", "code", "device-code")}
SESSION_TOKEN = "canary-session-token"
MFA_CODE, USER_CODE = "123456", "ABCD-EFGH"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
SIGN_IN = """[profile dev]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Dev
region = eu-west-1
[profile old]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Dev
region = eu-west-1
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
"""
XML = "https://sts.amazonaws.com/doc/2011-06-15/"


def moment(seconds):
    """So many seconds from now, as AWS writes it."""
    then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return then.strftime("%Y-%m-%dT%H:%M:%SZ")


def write_config(desktop, config, credentials=""):
    """`~/.aws`."""
    folder = desktop.home / ".aws"
    folder.mkdir(exist_ok=True)
    (folder / "config").write_text(config)
    (folder / "credentials").write_text(credentials)


def token_file(desktop, session="corp"):
    """Where AWS's CLI keeps the token of a sign-in."""
    return desktop.home / ".aws" / "sso" / "cache" / f"{hashlib.sha1(session.encode()).hexdigest()}.json"


def keep_token(desktop, good_for, **more):
    """A sign-in that AWS's CLI made."""
    file = token_file(desktop)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"startUrl": "https://corp.awsapps.com/start", "region": "us-east-1",
                                "accessToken": CANARIES["access-token"], "expiresAt": moment(good_for), **more}))


def renewal():
    """What renews a sign-in, in the token's file."""
    return {"clientId": "client-1", "clientSecret": CANARIES["client-secret"], "registrationExpiresAt": moment(9999),
            "refreshToken": CANARIES["refresh-token"]}


class Services:
    """Running until the end of this process."""

    def __init__(self):
        # `CreateToken refresh_token`, `AssumeRole …`, in their order.
        self.calls = []
        # Whether the person with the device code is done.
        self.approved = False
        services = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(services.portal(self.headers.get("x-amz-sso_bearer_token", "")))

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
                self.reply(services.post(self.path, body))

            def reply(self, answer):
                status, kind, body = answer
                self.send_response(status)
                self.send_header("content-type", "text/xml" if body.startswith("<") else "application/json")
                self.send_header("content-length", str(len(body)))
                if status >= 400:
                    self.send_header("x-amzn-errortype", kind)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def env(self, simulator):
        """The variables that lead every tool of AWS's here, and for Bedrock to the simulator."""
        services = {f"AWS_ENDPOINT_URL_{name}": self.url for name in ("STS", "SSO", "SSO_OIDC")}
        bedrock = {f"AWS_ENDPOINT_URL_{name}": simulator for name in ("BEDROCK", "BEDROCK_RUNTIME")}
        return {**services, **bedrock, "AWS_EC2_METADATA_DISABLED": "true", "OUTCROP_API_KEY": "chosen"}

    def count(self, call):
        """How often a call was seen that begins so."""
        return sum(seen.startswith(call) for seen in self.calls)

    def portal(self, token):
        self.calls.append("GetRoleCredentials")
        if not token.startswith(CANARIES["access-token"]):
            return refusal(401, "UnauthorizedException")
        return json_answer(roleCredentials={"accessKeyId": TEMPORARY_ID, "secretAccessKey": SECRET,
                           "sessionToken": SESSION_TOKEN, "expiration": int((time.time() + 3600) * 1000)})

    def post(self, path, body):
        if path == "/client/register":
            self.calls.append("RegisterClient")
            return json_answer(clientId="client-1", clientSecret=CANARIES["client-secret"],
                               clientIdIssuedAt=int(time.time()), clientSecretExpiresAt=int(time.time()) + 7_776_000)
        if path == "/device_authorization":
            self.calls.append("StartDeviceAuthorization")
            page = "https://corp.awsapps.com/start/#/device"
            return json_answer(deviceCode=CANARIES["device-code"], userCode=USER_CODE, expiresIn=600, interval=1,
                               verificationUri=page, verificationUriComplete=f"{page}?user_code={USER_CODE}")
        if path == "/token":
            return self.token(json.loads(body))
        if path == "/":
            return self.sts({name: values[0] for name, values in urllib.parse.parse_qs(body).items()})
        self.calls.append(f"unexpected {path}")
        return refusal(404, "NotFound")

    def token(self, asked):
        grant = asked["grantType"]
        self.calls.append(f"CreateToken {grant}")
        by_code = asked.get("code") == CANARIES["code"] and len(asked.get("codeVerifier", "")) >= 43
        by_device = grant == DEVICE_GRANT and asked.get("deviceCode") == CANARIES["device-code"]
        if by_device and not self.approved:
            return refusal(400, "AuthorizationPendingException")
        # What would be renewed has ended for good.
        if not (by_code or by_device) or asked["clientSecret"] != CANARIES["client-secret"]:
            return refusal(400, "InvalidGrantException")
        return json_answer(accessToken=CANARIES["access-token"] + "-2", tokenType="Bearer", expiresIn=28_800,
                           refreshToken=CANARIES["refresh-token"])

    def sts(self, form):
        action = form["Action"]
        self.calls.append(f"{action} {form.get('TokenCode', '')}".strip())
        if action == "GetCallerIdentity":
            return xml(action, "<Arn>arn:aws:sts::111122223333:assumed-role/Dev/me</Arn><UserId>AROA:me</UserId>"
                       "<Account>111122223333</Account>")
        if form.get("SerialNumber") and form.get("TokenCode") != MFA_CODE:
            code, words = "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code."
            return 403, code, (f'<ErrorResponse xmlns="{XML}"><Error><Type>Sender</Type><Code>{code}</Code>'
                               f"<Message>{words}</Message></Error><RequestId>r</RequestId></ErrorResponse>")
        return xml(action, f"<Credentials><AccessKeyId>{TEMPORARY_ID}</AccessKeyId><SecretAccessKey>{SECRET}"
                   f"</SecretAccessKey><SessionToken>{SESSION_TOKEN}</SessionToken><Expiration>{moment(3600)}"
                   "</Expiration></Credentials>")


def json_answer(**body):
    return 200, "", json.dumps(body)


def refusal(status, kind):
    return status, kind, json.dumps({"error": kind, "error_description": "refused", "message": "refused"})


def xml(action, result):
    return 200, "", f'<{action}Response xmlns="{XML}"><{action}Result>{result}</{action}Result></{action}Response>'
