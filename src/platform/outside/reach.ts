// One bounded request to an address that PUSH_ALLOW grants; no redirect is
// followed. Built in node/ and worker/.
export type Reach = (
  url: string,
  init: { method: string; headers: Headers; body?: Uint8Array<ArrayBuffer> },
) => Promise<Response>;
