/** What to do about a host that is not allowed. */
export function vcsRemedy(host: string): string {
  return `whoever runs this server can allow it with PORTCULLIS_ALLOW_VCS=${host}`;
}
