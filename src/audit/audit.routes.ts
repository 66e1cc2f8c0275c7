import { router } from '../platform/http.ts';

export const auditRoutes = router();
