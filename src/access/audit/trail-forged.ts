// Signing what somebody forged would make it true, and so would witnessing it.
export class TrailForged extends Error {
  constructor(what: string) {
    super(`${what}；不再签署或交付检查点，请执行 cli audit verify`);
  }
}
