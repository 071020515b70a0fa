import { describe, expect, it } from "vitest";
import { parseRemoteSource } from "./parse-remote-source.js";
import { RemoteSourceError } from "./remote-source.js";
import { withoutSecrets } from "./without-secrets.js";

// Forms: Remote sources, and the README of go-getter.

const sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const http = (url: string, rest: object = {}) => ({
  kind: "http",
  url,
  packing: "file",
  checksum: undefined,
  subpath: "",
  ...rest,
});
const git = (url: string, rest: object = {}) => ({
  kind: "git",
  url,
  ref: undefined,
  depth: undefined,
  subpath: "",
  ...rest,
});

describe("parseRemoteSource", () => {
  it.each([
    ["https://h/a.sentinel", http("https://h/a.sentinel")],
    ["http::https://h/a.sentinel", http("https://h/a.sentinel")],
    ["HTTPS::https://h/a", http("https://h/a")],
    [
      `https://h/v2/policies/n/l/1/policy/a.sentinel?checksum=sha256:${sha256}`,
      http("https://h/v2/policies/n/l/1/policy/a.sentinel", {
        checksum: { algorithm: "sha256", digest: sha256 },
      }),
    ],
    [
      `https://h/a?checksum=${sha256.toUpperCase()}`,
      http("https://h/a", { checksum: { algorithm: "sha256", digest: sha256 } }),
    ],
    [
      "https://h/a?checksum=md5:d41d8cd98f00b204e9800998ecf8427e",
      http("https://h/a", {
        checksum: { algorithm: "md5", digest: "d41d8cd98f00b204e9800998ecf8427e" },
      }),
    ],
    [
      "https://h/set.tar.gz//dir/a.sentinel",
      http("https://h/set.tar.gz", { packing: "tar.gz", subpath: "dir/a.sentinel" }),
    ],
    ["https://h/set?archive=zip//a.sentinel", expect.any(RemoteSourceError)],
    [
      "https://h/set//a.sentinel?archive=zip&token=x%2By",
      http("https://h/set?token=x%2By", { packing: "zip", subpath: "a.sentinel" }),
    ],
    ["https://h/a.tar.gz?archive=false", http("https://h/a.tar.gz")],
    ["https://h/a.TGZ", http("https://h/a.TGZ", { packing: "tar.gz" })],
    ["https://h/a.sentinel.gz", http("https://h/a.sentinel.gz", { packing: "gz" })],
    ["https://u:p@h/a", http("https://u:p@h/a")],
    ["git::https://h/r.git", git("https://h/r.git")],
    [
      "git::https://h/r.git//policies/main.sentinel?ref=v1&depth=3",
      git("https://h/r.git", { ref: "v1", depth: 3, subpath: "policies/main.sentinel" }),
    ],
    ["git::http://h:8080/r?x=1", git("http://h:8080/r?x=1")],
    ["file:///a/b.sentinel", { kind: "local", path: "/a/b.sentinel", checksum: undefined }],
    ["file::/a/b%20c", { kind: "local", path: "/a/b%20c", checksum: undefined }],
    ["file:///a/b%20c", { kind: "local", path: "/a/b c", checksum: undefined }],
  ])("reads %s", (source, want) => {
    let parsed: unknown;
    try {
      parsed = parseRemoteSource(source);
    } catch (error) {
      parsed = error;
    }
    expect(parsed).toEqual(want);
  });

  it.each([
    ["git@host:org/repo.git", /^ssh is not spoken; use "git::https:/],
    ["git::git@host:org/repo.git", /^ssh is not spoken/],
    ["git::ssh://git@host/repo", /^ssh is not spoken/],
    ["ssh://host/repo", /^ssh is not spoken/],
    ["git::https://h/r?sshkey=abc", /^"sshkey" is not supported/],
    ["git::https://h/r?checksum=abc", /^"checksum" is for files; name a commit/],
    ["git::https://h/r?archive=zip", /^"archive" is for files/],
    ["git::https://h/r?depth=0", /^"depth" is a whole number from 1, not "0"/],
    ["git::file:///r", /^the scheme "file" is not known/],
    ["hg::https://h/r", /^Mercurial is not spoken/],
    ["s3::https://s3.amazonaws.com/b/k", /^S3 is not spoken; use a presigned/],
    ["gcs::https://h/b/k", /^Google Cloud Storage is not spoken/],
    ["gcp::https://h/b/k", /^Google Cloud Storage is not spoken/],
    ["ftp://h/a", /^the scheme "ftp" is not known/],
    ["x::https://h/a", /^"x::" is not known/],
    ["https://", /^it is not an address/],
    ["git::relative/path", /^it is not an address/],
    ["file::relative", /^"file::" takes an absolute path/],
    ["file://host/a", /^it is not the address of a file/],
    ["https://h/a.tar.xz", /^an archive of the kind "tar.xz" cannot be read; pack it as tar.gz/],
    ["https://h/a?archive=rar", /^an archive of the kind "rar" cannot be read/],
    ["https://h/a.sentinel//b", /^"\/\/b" looks into an archive, and the address names none/],
    ["https://h/a?checksum=sha256:abc", /^checksum "sha256:abc" is not like/],
    [`https://h/a?checksum=md5:${sha256}`, /is not like/],
    ["https://h/a?checksum=crc:00000000", /is not like/],
    ["https://h/a?checksum=file:https://h/sums", /^a list of checksums is not fetched/],
  ])("refuses %s", (source, problem) => {
    expect(() => parseRemoteSource(source)).toThrow(RemoteSourceError);
    expect(() => parseRemoteSource(source)).toThrow(problem);
  });
});

describe("withoutSecrets", () => {
  it.each([
    ["https://u:p@h/a@b", "https://h/a@b"],
    ["git::https://token@h/r?ref=a@b", "git::https://h/r?ref=a@b"],
    ["https://u:p@q@h/a", "https://h/a"],
    ["https://h/a", "https://h/a"],
  ])("shows %s as %s", (source, want) => expect(withoutSecrets(source)).toBe(want));
});
