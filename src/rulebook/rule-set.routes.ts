import { router } from '../platform/http.ts';

export const ruleSetRoutes = router();
