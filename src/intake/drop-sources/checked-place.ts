import { Problem } from '../../kernel/problems.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { endpointUrl } from '../../platform/outside/push-allow.ts';

type Place = { kind: 'folder' | 's3'; location: string };

// Gives the place in its one stored form; refuses a place where this registry may not or cannot look.
export const checkedPlace = async (deps: Deps, place: Place): Promise<string> =>
  place.kind === 'folder' ? checkedFolder(deps, place.location) : checkedBucket(deps, place.location);

const checkedFolder = async ({ openFolder }: Deps, location: string): Promise<string> => {
  if (!openFolder) throw new Problem('source.no-root');
  const steps = location.split(/[\\/]+/).filter((step) => step !== '' && step !== '.');
  const isOutside = /^([\\/]|[a-z]:)/i.test(location) || steps.includes('..') || location.includes('\0');
  if (isOutside || steps.length === 0)
    throw new Problem('source.location', {
      detail: '请填写 DROP_ROOT 之下的相对路径，不得以斜杠开头或含 “..”。',
    });
  await (await openFolder(steps.join('/'))).list();
  return steps.join('/');
};

const checkedBucket = ({ config }: Deps, location: string): string => {
  const found = endpointUrl(config.pushAllow, location);
  if (!found.ok)
    throw new Problem('source.location', {
      detail: '存储地址须为 https 且在允许的主机范围内；请联系系统管理员配置 PUSH_ALLOW。',
    });
  const { origin, pathname, search } = new URL(found.value);
  const path = pathname.replace(/\/{2,}/g, '/').replace(/\/?$/, '/');
  if (search || path === '/')
    throw new Problem('source.location', {
      detail: '存储地址须为 https://主机/桶/前缀/ 的路径式写法，不含参数。',
    });
  return origin + path;
};
