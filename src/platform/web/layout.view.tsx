import type { FC, PropsWithChildren } from 'hono/jsx';

export type DeskLink = { href: string; label: string; about: string };
export type Staff = { name: string; agency: string };
export type Frame = {
  title: string;
  staff: Staff | null;
  links: readonly DeskLink[];
  path: string;
  hasErrors?: boolean;
  refreshAfter?: number;
};

const SYSTEM_NAME = '信用与联合奖惩登记系统';

export const Layout: FC<PropsWithChildren<{ frame: Frame }>> = ({ frame, children }) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${frame.hasErrors ? '有错误：' : ''}${frame.title} · ${SYSTEM_NAME}`}</title>
      <link rel="icon" href="/desk/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/desk/style.css" />
      <script defer src="/desk/script.js" />
      {frame.refreshAfter ? (
        <noscript>
          <meta http-equiv="refresh" content={String(frame.refreshAfter)} />
        </noscript>
      ) : null}
    </head>
    <body>
      <a class="skip" href="#main">
        跳到正文
      </a>
      <Masthead staff={frame.staff} />
      {frame.links.length > 0 && <Tabs links={frame.links} path={frame.path} />}
      <main id="main" class="wrap" tabindex={-1}>
        {children}
      </main>
      <footer class="foot">
        <div class="wrap">
          <p>本系统查询、核查全程留痕；信用信息仅限履行职责使用，不得另作他用。</p>
        </div>
      </footer>
    </body>
  </html>
);

const Masthead: FC<{ staff: Staff | null }> = ({ staff }) => (
  <header class="masthead">
    <div class="wrap">
      <a class="brand" href="/desk">
        <Seal />
        {SYSTEM_NAME}
      </a>
      {staff && (
        <div class="who">
          <a href="/desk/account">
            {staff.agency} · {staff.name}
            <span class="visually-hidden">：我的账号</span>
          </a>
          <form method="post" action="/desk/logout">
            <button type="submit">退出登录</button>
          </form>
        </div>
      )}
    </div>
  </header>
);

const Tabs: FC<{ links: readonly DeskLink[]; path: string }> = ({ links, path }) => (
  <nav class="tabs" aria-label="主导航">
    <div class="wrap">
      <ul>
        {links.map((link) => (
          <li>
            <a
              href={link.href}
              aria-current={
                path === link.href ? 'page' : path.startsWith(`${link.href}/`) ? 'true' : undefined
              }
            >
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  </nav>
);

// 信, cut as a seal; drawn as strokes so that no font is needed.
const SEAL_STROKES = 'M11 7 6 15M9 12v15M20 6l2 2M14 11h14M16 15.500h10M16 19.500h10M16 23.500h10v4.500H16z';

const Seal: FC = () => (
  <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" focusable="false">
    <rect width="34" height="34" fill="#a8261c" />
    <path d={SEAL_STROKES} fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" />
  </svg>
);

export const deskIcon = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 34">',
  '<rect width="34" height="34" rx="4" fill="#a8261c"/>',
  `<path d="${SEAL_STROKES}" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`,
].join('');
