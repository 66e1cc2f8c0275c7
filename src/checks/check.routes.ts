import { router } from '../platform/http.ts';

export const checkRoutes = router();
