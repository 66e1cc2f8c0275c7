import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { ReadCertificate } from '../platform/outside/post.ts';

export const readCertificate: ReadCertificate = ({ certificate, key }) => {
  try {
    const own = new X509Certificate(certificate);
    return own.checkPrivateKey(createPrivateKey(key)) ? { validUntil: own.validToDate } : undefined;
  } catch {
    return undefined;
  }
};
