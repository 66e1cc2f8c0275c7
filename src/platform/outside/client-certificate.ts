// The certificate for a receiver that asks who calls. It never changes under its id.
export type Pem = { certificate: string; key: string };
export type ClientCertificate = Pem & { id: string };

// The end of the certificate's life, or undefined when the two cannot be read or do not belong together.
export type ReadCertificate = (pem: Pem) => { validUntil: Date } | undefined;
