// A certified OpenID provider, set up as a provider of e-ID for residents and as one for staff. Everybody in it is made up.
// Started by tests/provider/__init__.py: node provider.mjs PORT CLIENT_JWKS_FILE PEOPLE_FILE REDIRECT_BASE
import { readFileSync } from "node:fs";
import { Provider } from "oidc-provider";
import { generateKeyPair, exportJWK } from "jose";

const [port, keysFile, peopleFile, base] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const people = JSON.parse(readFileSync(peopleFile, "utf8"));
const jwks = JSON.parse(readFileSync(keysFile, "utf8"));
const LOA = "http://id.elegnamnden.se/loa/1.0/loa";
const SE = "https://id.oidc.se/";

async function signingKey(alg, kid) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg, use: "sig" };
}

function client(id, key, alg) {
  return {
    client_id: id,
    redirect_uris: [`${base}/in/e-leg/${key}/svar/`],
    post_logout_redirect_uris: [`${base}/in/ut/klar/`],
    response_types: ["code"],
    grant_types: ["authorization_code"],
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: "RS256",
    id_token_signed_response_alg: alg,
    userinfo_signed_response_alg: alg,
    backchannel_logout_uri: `${base}/in/e-leg/${key}/ut/`,
    backchannel_logout_session_required: true,
    jwks,
  };
}

const page = (rows) => `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Provlegitimation</title><h1>Vem är du?</h1>${rows}</html>`;

const provider = new Provider(issuer, {
  clients: [client("stegvis-invanare", "prov", "RS256"), client("stegvis-personal", "tjanst", "ES256")],
  jwks: { keys: [await signingKey("RS256", "rs-1"), await signingKey("ES256", "es-1")] },
  acrValues: [`${LOA}2`, `${LOA}3`],
  pkce: { required: () => true, methods: ["S256"] },
  responseTypes: ["code"],
  enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256"], userinfoSigningAlgValues: ["RS256", "ES256"] },
  ttl: { IdToken: 240, AuthorizationCode: 60, AccessToken: 120, Interaction: 600, Session: 3600, Grant: 3600 },
  scopes: ["openid"],
  claims: {
    openid: ["sub", "employeeHsaId", "commissions", "given_name", "family_name"],
    [`${SE}scope/naturalPersonInfo`]: ["given_name", "family_name"],
    [`${SE}scope/naturalPersonNumber`]: [
      `${SE}claim/personalIdentityNumber`, `${SE}claim/coordinationNumber`, `${SE}claim/previousCoordinationNumber`,
    ],
    acr: null,
  },
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    jwtUserinfo: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx, form) => {
        ctx.type = "html";
        ctx.body = page(`${form}<p><button form="op.logoutForm" name="logout" value="yes">Ja, logga ut</button></p>`);
      },
      postLogoutSuccessSource: async (ctx) => {
        ctx.type = "html";
        ctx.body = page("<p>Du är utloggad.</p>");
      },
    },
  },
  cookies: { keys: ["only for tests"] },
  findAccount: (_ctx, sub) => {
    const person = people.find((each) => each.sub === sub);
    return person && { accountId: sub, claims: () => ({ sub, ...person.claims }) };
  },
  interactions: { url: (_ctx, interaction) => `/val/${interaction.uid}` },
  // Who is asked has no choice but to give what was asked for: there is no page of consent at an e-ID.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(" "));
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  const [, word, uid, chosen] = ctx.path.split("/");
  if (word === "favicon.ico") {
    ctx.status = 204;
    return undefined;
  }
  if (word !== "val") return next();
  if (chosen === undefined) {
    const rows = people.map((each) => `<p><a href="/val/${uid}/${each.sub}">${each.name}</a></p>`);
    ctx.type = "html";
    ctx.body = page(`${rows.join("")}<p><a href="/val/${uid}/avbryt">Avbryt</a></p>`);
    return undefined;
  }
  const person = people.find((each) => each.sub === chosen);
  const { prompt } = await provider.interactionDetails(ctx.req, ctx.res);
  let result;
  if (!person) result = { error: "access_denied", error_description: "cancelled by the user" };
  else if (person.loa < 3 && prompt.name === "login") result = { error: "unmet_authentication_requirements" };
  else result = { login: { accountId: person.sub, acr: `${LOA}${person.loa}`, remember: true } };
  return provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
});

provider.on("server_error", (_ctx, error) => console.error(error));
provider.on("grant.error", (_ctx, error) => console.error("grant", error.message, error.error_detail));
provider.on("authorization.error", (_ctx, error) => console.error("authorization", error.message, error.error_detail));
provider.on("backchannel.error", (_ctx, error, client) => console.error("backchannel Error", client.clientId, error.message));
provider.on("userinfo.error", (_ctx, error) => console.error("userinfo", error.message, error.error_detail));
provider.listen(Number(port), "localhost", () => console.log("ready"));
