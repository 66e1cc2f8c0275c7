import type { IdentifierType } from '../../kernel/identifiers.ts';

export const documentTypes: Readonly<Record<string, IdentifierType>> = {
  统一社会信用代码: 'uscc',
  居民身份证: 'citizen-id',
  外国人永久居留身份证: 'permanent-residence-id',
  港澳居民来往内地通行证: 'hk-macao-permit',
  台湾居民来往大陆通行证: 'taiwan-permit',
  护照: 'passport',
  组织机构代码: 'org-code',
  工商注册号: 'business-registration-no',
};

export const personDocuments = [
  '居民身份证',
  '护照',
  '港澳居民来往内地通行证',
  '台湾居民来往大陆通行证',
  '外国人永久居留身份证',
];

// Feeds number the documents in three ways: double publicity 01–05, credit-platform cases 10–50, public
// security 111.
export const personDocumentAliases: Readonly<Record<string, string>> = {
  身份证: '居民身份证',
  公民身份号码: '居民身份证',
  'citizen-id': '居民身份证',
  '01': '居民身份证',
  '001': '居民身份证',
  '10': '居民身份证',
  '111': '居民身份证',
  passport: '护照',
  '02': '护照',
  '50': '护照',
  港澳通行证: '港澳居民来往内地通行证',
  'hk-macao-permit': '港澳居民来往内地通行证',
  '03': '港澳居民来往内地通行证',
  '30': '港澳居民来往内地通行证',
  台胞证: '台湾居民来往大陆通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  '04': '台湾居民来往大陆通行证',
  '40': '台湾居民来往大陆通行证',
  'permanent-residence-id': '外国人永久居留身份证',
  '05': '外国人永久居留身份证',
};

export const allDocuments = Object.keys(documentTypes);
export const allDocumentAliases: Readonly<Record<string, string>> = {
  ...personDocumentAliases,
  uscc: '统一社会信用代码',
  'org-code': '组织机构代码',
  'business-registration-no': '工商注册号',
  营业执照注册号: '工商注册号',
};
