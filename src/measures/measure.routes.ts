import { router } from '../platform/http.ts';

export const measureRoutes = router();
