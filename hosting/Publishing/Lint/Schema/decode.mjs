// Decodes Kubernetes documents strictly: reads a JSON array of documents from standard input and writes a JSON array of errors. Its argument is a folder with node_modules.
// The validators of the kubernetes-models packages know types, required fields, enums and quantities, and pass over fields that they do not know. They ask each object for
// every field that they do know: what they never asked for is unknown. An object of which they asked for nothing, or of which they listed the keys, is free in form.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = join(process.argv.at(-1), "node_modules");

// The package of each API group that is not Kubernetes' own.
const packages = {
  "postgresql.cnpg.io": "@kubernetes-models/cloudnative-pg",
  "keda.sh": "@kubernetes-models/keda",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
  "cert-manager.io": "@kubernetes-models/cert-manager",
};

// The fields that we emit of kinds for which no package has a schema: this finds a field that we misspell, not one that the operator does not know.
const secretKey = { name: "string", key: "string" };
const ownSchemas = {
  "barmancloud.cnpg.io/v1 ObjectStore": {
    apiVersion: "string", kind: "string", metadata: {},
    spec: {
      retentionPolicy: "string",
      configuration: {
        destinationPath: "string", endpointURL: "string",
        s3Credentials: { accessKeyId: secretKey, secretAccessKey: secretKey, region: secretKey, inheritFromIAMRole: "boolean" },
        wal: { compression: "string", encryption: "string", maxParallel: "number" },
        data: { compression: "string", encryption: "string", jobs: "number" },
      },
    },
  },
};

function validatorOfOwn(schema) {
  const validate = (data) => { validate.errors = [...differences(data, schema, "")]; return validate.errors.length === 0; };
  return validate;
}

function* differences(data, schema, path) {
  if (typeof schema === "string") {
    if (typeof data !== schema) yield { instancePath: path, keyword: "type", params: { type: schema } };
  } else if (data === null || typeof data !== "object" || Array.isArray(data)) {
    yield { instancePath: path, keyword: "type", params: { type: "object" } };
  } else {
    for (const [key, inner] of Object.entries(schema)) if (data[key] !== undefined) yield* differences(data[key], inner, `${path}/${key}`);
  }
}

async function validatorOf({ apiVersion, kind }) {
  if (!/^[\w.-]+(\/[\w.-]+)?$/.test(apiVersion ?? "") || !/^\w+$/.test(kind ?? "")) return undefined;
  if (ownSchemas[`${apiVersion} ${kind}`]) return validatorOfOwn(ownSchemas[`${apiVersion} ${kind}`]);
  const root = join(modules, packages[apiVersion.split("/")[0]] ?? "kubernetes-models");
  const model = join(root, apiVersion, `${kind}.js`);
  const schema = existsSync(model) ? /from"[^"]*\/(_schemas\/\w+\.js)"/.exec(readFileSync(model, "utf8"))?.[1] : undefined;
  return schema && (await import(pathToFileURL(join(root, schema)))).validate;
}

function watch(value, path, watched) {
  if (value === null || typeof value !== "object") return value;
  const isList = Array.isArray(value);
  const copy = isList ? value.map((item, index) => watch(item, `${path}/${index}`, watched)) : {};
  if (isList) return copy;
  for (const key of Object.keys(value)) copy[key] = watch(value[key], `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, watched);
  const entry = { path, keys: Object.keys(value), asked: new Set(), isFree: false };
  watched.push(entry);
  return new Proxy(copy, {
    get(target, key) { entry.asked.add(key); return target[key]; },
    ownKeys(target) { entry.isFree = true; return Reflect.ownKeys(target); },
  });
}

function explain({ keyword, params, message }) {
  switch (keyword) {
    case "required": return `the required field ${params.missingProperty} is missing`;
    case "enum": return `it must be one of ${params.allowedValues.join(", ")}`;
    case "type": return `it must be of type ${params.type}`;
    case "format": return `it must be of the form ${params.format}`;
    default: return message ?? `it breaks ${keyword} ${JSON.stringify(params)}`;
  }
}

const documents = JSON.parse(readFileSync(0, "utf8"));
const errors = [];
for (const [index, document] of documents.entries()) {
  const validate = await validatorOf(document);
  if (!validate) {
    errors.push({ document: index, path: "", problem: "kind", message: `there is no schema for ${document.apiVersion} ${document.kind}` });
    continue;
  }
  const watched = [];
  if (!validate(watch(document, "", watched))) {
    for (const error of validate.errors) errors.push({ document: index, path: error.instancePath, problem: error.keyword, message: explain(error) });
  }
  for (const { path, keys, asked, isFree } of watched) {
    if (isFree || asked.size === 0) continue;
    for (const key of keys) if (!asked.has(key)) errors.push({ document: index, path: `${path}/${key}`, problem: "unknown", message: `there is no field ${key}` });
  }
}
process.stdout.write(JSON.stringify(errors));
