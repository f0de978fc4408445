// A sign-in provider that is not ours: the certified `oidc-provider`, set up as a MitID broker for citizens and as
// a municipality's own provider for staff. One line of JSON on stdout says where it listens.
//
// It obeys one word a line on stdin and answers with a line: "rotate" signs with new keys from now on and keeps the
// old ones for what they have signed. It ends when stdin does.

import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Provider, interactionPolicy } from "oidc-provider";

const PORTAL = process.env.PORTAL_URL;
const NSIS = "https://data.gov.dk/concept/core/nsis/";
const SESSION_SECONDS = 2 * 60 * 60;

const PEOPLE = {
  anna: { name: "Anna Test Andersen", cpr: "0101701234" },
  lene: { name: "Lene Test Lund", cpr: "0404602226", level: "Low" },
  skr: { name: "Susanne Krogh", roles: ["caseworker"] },
  guest: { name: "Gæst Test Gæstesen", roles: ["cleaner"] },
};

const CLIENT = {
  grant_types: ["authorization_code"],
  response_types: ["code"],
  token_endpoint_auth_method: "client_secret_basic",
  post_logout_redirect_uris: [`${PORTAL}/log-ud/farvel`],
};
const CLIENTS = [
  {
    ...CLIENT,
    client_id: "portal",
    client_secret: process.env.CITIZENS_SECRET,
    redirect_uris: [`${PORTAL}/log-ind/retur`],
    id_token_signed_response_alg: "RS256",
    scope: "openid mitid ssn",
  },
  {
    ...CLIENT,
    client_id: "portal-staff",
    client_secret: process.env.STAFF_SECRET,
    redirect_uris: [`${PORTAL}/medarbejder/log-ind/retur`],
    id_token_signed_response_alg: "ES256",
    scope: "openid profile",
  },
];

let keys = [];

function addKeys() {
  const made = [
    ["RS256", generateKeyPairSync("rsa", { modulusLength: 2048 })],
    ["ES256", generateKeyPairSync("ec", { namedCurve: "P-256" })],
  ];
  const signing = made.map(([alg, { privateKey }]) => ({
    ...privateKey.export({ format: "jwk" }),
    alg,
    use: "sig",
    kid: randomUUID(),
  }));
  keys = [...signing, ...keys];
}

function subjectOf(who) {
  return createHash("sha256").update(who).digest("hex");
}

// How surely each person signed in the last time they were asked.
const levels = new Map();

function claimsOf(who, broker_session) {
  const person = PEOPLE[who];
  const level = NSIS + levels.get(who);
  return {
    sub: subjectOf(who),
    loa: level,
    ial: level,
    aal: level,
    identity_type: "private",
    neb_sid: broker_session,
    "mitid.uuid": who,
    "mitid.identity_name": person.name,
    "dk.cpr": person.cpr,
    session_expiry: String(Math.floor(Date.now() / 1000) + SESSION_SECONDS),
    name: person.name,
    preferred_username: who,
    roles: person.roles,
  };
}

function findAccount(_ctx, subject, token) {
  const who = Object.keys(PEOPLE).find((each) => subjectOf(each) === subject);
  return who && { accountId: subject, claims: () => claimsOf(who, token?.sessionUid) };
}

async function grantEverything({ oidc }) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope(oidc.client.scope);
  await grant.save();
  return grant;
}

function configuration() {
  return {
    clients: CLIENTS,
    jwks: { keys },
    cookies: { keys: [process.env.COOKIE_KEY] },
    scopes: ["openid", "profile", "mitid", "ssn"],
    claims: {
      openid: ["sub", "loa", "ial", "aal", "identity_type", "neb_sid", "acr"],
      mitid: ["mitid.uuid", "mitid.identity_name", "session_expiry"],
      ssn: ["dk.cpr"],
      profile: ["name", "preferred_username", "roles"],
    },
    extraParams: ["idp_params", "language"],
    pkce: { required: () => true },
    responseTypes: ["code"],
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "PS256", "ES256"] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: SESSION_SECONDS },
    findAccount,
    loadExistingGrant: grantEverything,
    interactions: { policy: interactionPolicy.base(), url: (_ctx, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: askAboutSignOut },
    },
    renderError: (ctx, said) => {
      ctx.type = "json";
      ctx.body = JSON.stringify(said);
    },
  };
}

// The page of a broker, with "yes" as the one answer.
function askAboutSignOut(ctx, form) {
  ctx.body = form.replace("</form>", '<input type="hidden" name="logout" value="yes"/></form>');
}

// A person is who the portal's hint says; without one the page waits, and `/abort` is its way back.
async function interact(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  if (request.url.endsWith("/abort")) {
    const aborted = { error: "access_denied", error_description: "mitid_user_aborted" };
    return provider.interactionFinished(request, response, aborted);
  }
  const who = params.login_hint;
  if (!(who in PEOPLE)) {
    return response.end("Who are you?");
  }
  const mayStepUp = JSON.parse(params.idp_params ?? "{}").mitid?.enable_step_up;
  levels.set(who, mayStepUp ? "Substantial" : (PEOPLE[who].level ?? "Substantial"));
  return provider.interactionFinished(request, response, { login: { accountId: subjectOf(who) } });
}

const server = createServer();
let answer;

function start(issuer) {
  const provider = new Provider(issuer, configuration());
  provider.on("server_error", (_ctx, error) => console.error(error));
  const speak = provider.callback();
  answer = (request, response) =>
    request.url.startsWith("/interaction/") ? interact(provider, request, response) : speak(request, response);
}

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  addKeys();
  start(issuer);
  server.on("request", (request, response) =>
    Promise.resolve(answer(request, response)).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    }),
  );
  console.log(JSON.stringify({ issuer }));
  const orders = createInterface({ input: process.stdin });
  orders.on("line", (order) => {
    if (order === "rotate") {
      addKeys();
      start(issuer);
    }
    console.log(JSON.stringify({ done: order }));
  });
  orders.on("close", () => process.exit(0));
});
