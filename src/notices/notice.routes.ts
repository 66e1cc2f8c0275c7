import { router } from '../platform/http.ts';

export const noticeRoutes = router();
